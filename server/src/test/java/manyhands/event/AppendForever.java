package manyhands.event;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// A program for [KilledServerTest]: appends from several threads until it is killed, and prints
/// what was acknowledged: `SESSION SEQ` a line.
final class AppendForever {

  private AppendForever() {}

  public static void main(String[] arguments) {
    SqliteEventLog log =
        SqliteEventLog.open(DataFolder.open(Path.of(arguments[0])), InstantSource.system());
    for (int i = 0; i < 4; i++) {
      SessionId session = new SessionId("s" + i % 2);
      int size = i + 1;
      Thread.ofPlatform()
          .start(() -> {
            while (true) {
              List<Event> events =
                  java.util.Collections.nCopies(
                      size, new Event.MessageSent(null, "cheese ".repeat(40)));
              Entry last = log.append(session, events).getLast();
              synchronized (System.out) {
                System.out.println(session + " " + last.seq());
              }
            }
          });
    }
  }
}
