package manyhands.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The one writer. A thread that wants to append leaves its facts in the queue; the one that gets
/// the lock commits everything that is queued and wakes those whose facts are stored. They need no
/// lock to go on: otherwise the first would be ahead of them with its next commit, alone.
final class SqliteWriter {

  /// One commit takes at most so many appends, so that nobody works for the others for ever.
  private static final int LARGEST_COMMIT = 256;

  /// The longest fact, in characters of JSON: large bytes belong beside the log.
  static final int LONGEST_FACT = 4 << 20;

  private static final String STREAM = "INSERT INTO stream (id, first_type) VALUES (?, ?)";

  private static final String ENTRY =
      "INSERT INTO entry (stream, seq, at, type, payload, checksum) VALUES (?, ?, ?, ?, ?, ?)";

  private final Sqlite sqlite;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Append> queue = new ConcurrentLinkedQueue<>();

  SqliteWriter(Sqlite sqlite, InstantSource clock) {
    this.sqlite = sqlite;
    this.clock = clock;
  }

  List<Entry> append(SessionId session, Stream stream, List<Event> events) {
    Append mine = new Append(session, stream, events);
    queue.add(mine);
    while (!mine.ended()) {
      if (lock.tryLock()) {
        try {
          while (!mine.ended()) {
            commitQueued();
          }
        } finally {
          unlock();
        }
      } else {
        mine.await();
      }
    }
    return mine.result();
  }

  /// Does something while nobody writes.
  <T> T quietly(Supplier<T> something) {
    lock.lock();
    try {
      return something.get();
    } finally {
      unlock();
    }
  }

  /// Whoever queued facts while the lock was held, and so found it taken, is waiting for this.
  private void unlock() {
    lock.unlock();
    Append next = queue.peek();
    if (next != null) {
      next.wake();
    }
  }

  private void commitQueued() {
    List<Append> together = new ArrayList<>();
    while (together.size() < LARGEST_COMMIT && queue.peek() != null) {
      together.add(Objects.requireNonNull(queue.poll()));
    }
    try {
      Map<SessionId, Position> ends = commit(together);
      together.forEach(append -> append.succeed(end(ends, append).ordinal));
    } catch (SQLException e) {
      RuntimeException failure = sqlite.failure(e);
      together.forEach(append -> append.fail(failure));
    } catch (RuntimeException e) {
      together.forEach(append -> append.fail(e));
    }
  }

  private Map<SessionId, Position> commit(List<Append> together) throws SQLException {
    Connection connection = sqlite.writer();
    Instant now = Instant.ofEpochMilli(clock.millis());
    Map<SessionId, Position> ends = new HashMap<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try (PreparedStatement row = connection.prepareStatement(ENTRY)) {
        for (Append append : together) {
          Position from = position(connection, ends, append);
          long last = append.insert(row, from.ordinal, from.seq, now);
          ends.put(append.session(), new Position(from.ordinal, last));
        }
        statement.execute("COMMIT");
      } catch (SQLException | RuntimeException e) {
        rollBack(statement);
        throw e;
      }
    }
    return ends;
  }

  private static void rollBack(Statement statement) {
    try {
      statement.execute("ROLLBACK");
    } catch (SQLException _) {
      // SQLite rolls back by itself when it runs out of space, and then there is nothing to do.
    }
  }

  /// Where a stream ends as it is stored; a new one gets its row.
  private static Position start(Connection connection, Append append) throws SQLException {
    Stream stream = append.stream();
    if (stream.ordinal() != 0) {
      return new Position(stream.ordinal(), stream.lastSeq());
    }
    try (PreparedStatement insert =
        connection.prepareStatement(STREAM, Statement.RETURN_GENERATED_KEYS)) {
      insert.setString(1, append.session().value());
      insert.setString(2, append.firstType());
      insert.executeUpdate();
      try (ResultSet key = insert.getGeneratedKeys()) {
        key.next();
        return new Position(key.getLong(1), 0);
      }
    }
  }

  private static Position position(
      Connection connection, Map<SessionId, Position> ends, Append append) throws SQLException {
    Position end = ends.get(append.session());
    return end != null ? end : start(connection, append);
  }

  private static Position end(Map<SessionId, Position> ends, Append append) {
    return Objects.requireNonNull(ends.get(append.session()));
  }

  /// The row of a stream and its last number.
  private record Position(long ordinal, long seq) {}
}
