package manyhands.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.EventLog;
import manyhands.event.SessionId;

/// Writes one agent's facts to the log, several in one durable append, and lets a reader take in
/// all that is written, by others, too, in the log's order. For one thread.
final class Journal {

  private final EventLog log;
  private final SessionId session;
  private final Consumer<Event> reader;

  /// Read at once of what others wrote between two facts of this agent.
  private static final int PAGE = 500;

  private final List<Event> noted = new ArrayList<>();
  private long seq;

  /// The reader is told what follows `seq`.
  Journal(EventLog log, SessionId session, long seq, Consumer<Event> reader) {
    this.log = log;
    this.session = session;
    this.seq = seq;
    this.reader = reader;
  }

  /// Goes into the log together with the next commit.
  void note(Event event) {
    noted.add(event);
  }

  /// What was noted and is not written yet.
  List<Event> pending() {
    return List.copyOf(noted);
  }

  /// Returns when this and all that was noted before are durable.
  void commit(Event event) {
    noted.add(event);
    flush();
  }

  void flush() {
    if (noted.isEmpty()) {
      return;
    }
    List<Event> together = List.copyOf(noted);
    noted.clear();
    List<Entry> written = log.append(session, together);
    // What others wrote in between comes first, so that the reader takes in the log as it is.
    readUpTo(written.getFirst().seq() - 1);
    // As they were written: the log may have masked something.
    written.forEach(entry -> reader.accept(entry.event()));
    seq = written.getLast().seq();
  }

  private void readUpTo(long last) {
    while (seq < last) {
      for (Entry entry : log.read(session, seq, (int) Math.min(PAGE, last - seq))) {
        reader.accept(entry.event());
        seq = entry.seq();
      }
    }
  }
}
