package manyhands.event;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The log in one SQLite file, in WAL mode and forced to the disk with every commit. Appends of
/// several threads that meet share one commit.
public final class SqliteEventLog implements EventLog, AutoCloseable {

  /// What a follower is given at once: enough to catch up quickly, little enough to hold.
  private static final int BATCH = 1000;

  private final Sqlite sqlite;
  private final SqliteReader reader;
  private final SqliteWriter writer;
  private final Map<SessionId, Stream> streams = new ConcurrentHashMap<>();

  private SqliteEventLog(Sqlite sqlite, InstantSource clock) {
    this.sqlite = sqlite;
    this.reader = new SqliteReader(sqlite);
    this.writer = new SqliteWriter(sqlite, clock);
  }

  /// Opens the log of a data folder, and makes or migrates its tables where needed.
  public static SqliteEventLog open(DataFolder data, InstantSource clock) {
    return new SqliteEventLog(Sqlite.open(data.path().resolve("events.db")), clock);
  }

  @Override
  public List<Entry> append(SessionId session, List<Event> events) {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("nothing to append");
    }
    return writer.append(session, stream(session), events);
  }

  @Override
  public List<Entry> read(SessionId session, long afterSeq, int limit) {
    List<Entry> latest = stream(session).latest(afterSeq);
    if (latest.isEmpty()) {
      return reader.entries(session, afterSeq, limit);
    }
    return latest.size() <= limit ? latest : latest.subList(0, limit);
  }

  @Override
  public long lastSeq(SessionId session) {
    return stream(session).lastSeq();
  }

  @Override
  public List<SessionId> streams(String firstType) {
    return reader.streams(firstType);
  }

  @Override
  public List<SessionId> unended(String firstType, String lastType) {
    return reader.unended(firstType, lastType);
  }

  @Override
  public Subscription follow(SessionId session, long afterSeq) {
    return new Follower(session, stream(session), afterSeq);
  }

  /// The live end of a stream. Loaded while nobody writes, so that its last number is the last one.
  private Stream stream(SessionId session) {
    Stream known = streams.get(session);
    return known != null
        ? known
        : writer.quietly(() -> streams.computeIfAbsent(session, reader::stream));
  }

  @Override
  public void close() {
    writer.quietly(() -> {
      sqlite.close();
      return true;
    });
  }

  private final class Follower implements Subscription {

    private final SessionId session;
    private final Stream stream;
    private long seen;

    Follower(SessionId session, Stream stream, long seen) {
      this.session = session;
      this.stream = stream;
      this.seen = seen;
    }

    @Override
    public List<Entry> next(Duration atMost) throws InterruptedException {
      if (!stream.await(seen, atMost.toNanos())) {
        return List.of();
      }
      List<Entry> entries = read(session, seen, BATCH);
      seen = entries.getLast().seq();
      return entries;
    }

    @Override
    public void close() {}
  }
}
