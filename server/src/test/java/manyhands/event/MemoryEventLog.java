package manyhands.event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A log that forgets, for tests that need no store.
public final class MemoryEventLog implements EventLog {

  private final InstantSource clock;
  private final Map<SessionId, List<Entry>> streams = new LinkedHashMap<>();

  public MemoryEventLog(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized List<Entry> append(SessionId session, List<Event> events) {
    List<Entry> stream = streams.computeIfAbsent(session, _ -> new ArrayList<>());
    Instant now = Instant.ofEpochMilli(clock.millis());
    int from = stream.size();
    for (Event event : events) {
      stream.add(new Entry(stream.size() + 1L, now, session, event));
    }
    notifyAll();
    return List.copyOf(stream.subList(from, stream.size()));
  }

  @Override
  public synchronized List<Entry> read(SessionId session, long afterSeq, int limit) {
    return streams.getOrDefault(session, List.of()).stream().skip(afterSeq).limit(limit).toList();
  }

  @Override
  public synchronized long lastSeq(SessionId session) {
    return streams.getOrDefault(session, List.of()).size();
  }

  @Override
  public synchronized List<SessionId> streams(String firstType) {
    return new ArrayList<>(streams.keySet())
        .reversed().stream()
            .filter(id -> EventJson.type(read(id, 0, 1).getFirst().event()).equals(firstType))
            .toList();
  }

  @Override
  public Subscription follow(SessionId session, long afterSeq) {
    return new Subscription() {
      private long seen = afterSeq;

      @Override
      public List<Entry> next(Duration atMost) throws InterruptedException {
        synchronized (MemoryEventLog.this) {
          long end = System.nanoTime() + atMost.toNanos();
          while (lastSeq(session) <= seen) {
            long left = end - System.nanoTime();
            if (left <= 0) {
              return List.of();
            }
            MemoryEventLog.this.wait(left / 1_000_000, (int) (left % 1_000_000));
          }
          List<Entry> next = read(session, seen, 1000);
          seen = next.getLast().seq();
          return next;
        }
      }

      @Override
      public void close() {}
    };
  }
}
