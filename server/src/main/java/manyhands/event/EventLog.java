package manyhands.event;

import java.time.Duration;
import java.util.List;

/// The one memory of what happened. An append is durable when it returns, and followers see it
/// after that, in order. Safe for use by many threads. Fails with a [LogException].
public interface EventLog {

  /// Adds facts to a session's stream together: all or none. The first append of a session starts
  /// it.
  List<Entry> append(SessionId session, List<Event> events);

  default Entry append(SessionId session, Event event) {
    return append(session, List.of(event)).getFirst();
  }

  /// Entries after a sequence number (0 for all), in order, at most `limit`.
  List<Entry> read(SessionId session, long afterSeq, int limit);

  /// The last sequence number of a session; 0 when it has none.
  long lastSeq(SessionId session);

  /// Every session there is, the newest first.
  default List<SessionId> sessions() {
    return streams("session:created");
  }

  /// Every stream whose first fact has this wire name, the newest first.
  List<SessionId> streams(String firstType);

  /// Those of them whose last fact so far has another wire name than this, the newest first.
  default List<SessionId> unended(String firstType, String lastType) {
    return streams(firstType).stream()
        .filter(stream ->
            read(stream, lastSeq(stream) - 1, 1).stream()
                .noneMatch(last -> EventJson.type(last.event()).equals(lastType)))
        .toList();
  }

  /// Follows a session from after a sequence number on, through what is stored into what comes.
  Subscription follow(SessionId session, long afterSeq);

  /// A reader of one stream, for one thread.
  interface Subscription extends AutoCloseable {

    /// The next entries in order, at least one; empty when the time ran out.
    List<Entry> next(Duration atMost) throws InterruptedException;

    @Override
    void close();
  }
}
