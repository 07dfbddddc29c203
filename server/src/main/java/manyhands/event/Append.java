package manyhands.event;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Facts of one thread on their way into the store. After it was queued, only whoever holds the
/// writer's lock touches one, until it has ended.
final class Append {

  private final SessionId session;
  private final Stream stream;
  private final List<Event> events;
  private final List<String> payloads;
  private final Thread owner = Thread.currentThread();
  private @Nullable List<Entry> entries;
  private @Nullable RuntimeException failure;
  private volatile boolean ended;

  /// Encodes at once, in the thread of whoever appends.
  Append(SessionId session, Stream stream, List<Event> events) {
    this.session = session;
    this.stream = stream;
    this.events = List.copyOf(events);
    this.payloads = events.stream().map(EventJson::encode).toList();
    for (String payload : payloads) {
      if (payload.length() > SqliteWriter.LONGEST_FACT) {
        throw new IllegalArgumentException(
            "a fact of " + payload.length() + " characters; keep large bytes beside the log");
      }
    }
  }

  SessionId session() {
    return session;
  }

  Stream stream() {
    return stream;
  }

  String firstType() {
    return EventJson.type(events.getFirst());
  }

  /// Adds one row per fact, numbered after `lastSeq`; returns the new last number.
  long insert(PreparedStatement row, long ordinal, long lastSeq, Instant now) throws SQLException {
    List<Entry> inserted = new ArrayList<>();
    long seq = lastSeq;
    for (int i = 0; i < events.size(); i++) {
      seq++;
      String payload = payloads.get(i);
      row.setLong(1, ordinal);
      row.setLong(2, seq);
      row.setLong(3, now.toEpochMilli());
      row.setString(4, EventJson.type(events.get(i)));
      row.setString(5, payload);
      row.setLong(6, SqliteReader.checksum(payload));
      row.executeUpdate();
      inserted.add(new Entry(seq, now, session, events.get(i)));
    }
    entries = inserted;
    return seq;
  }

  /// The commit succeeded: followers may see the entries now.
  void succeed(long ordinal) {
    stream.publish(ordinal, Objects.requireNonNull(entries));
    end();
  }

  void fail(RuntimeException why) {
    failure = why;
    end();
  }

  private void end() {
    ended = true;
    wake();
  }

  boolean ended() {
    return ended;
  }

  /// Waits, as its owner, until it has ended or it is its turn to write. An interrupt is put off:
  /// what is queued will be stored.
  void await() {
    boolean interrupted = Thread.interrupted();
    if (!ended) {
      LockSupport.park(this);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Lets its owner look again.
  void wake() {
    LockSupport.unpark(owner);
  }

  List<Entry> result() {
    if (failure != null) {
      throw failure;
    }
    return Objects.requireNonNull(entries);
  }
}
