package manyhands.event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// A log that forgets, for tests that need no store.
public final class MemoryEventLog implements EventLog {

  private final InstantSource clock;
  private final Map<SessionId, List<Entry>> streams = new LinkedHashMap<>();

  /// No monitor: a virtual thread that waits in one for some time can stay in it for ever
  /// (JDK-8373120, mended in 25.0.4).
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition grown = lock.newCondition();

  public MemoryEventLog(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public List<Entry> append(SessionId session, List<Event> events) {
    return locked(() -> {
      List<Entry> stream = streams.computeIfAbsent(session, _ -> new ArrayList<>());
      Instant now = Instant.ofEpochMilli(clock.millis());
      int from = stream.size();
      for (Event event : events) {
        stream.add(new Entry(stream.size() + 1L, now, session, event));
      }
      grown.signalAll();
      return List.copyOf(stream.subList(from, stream.size()));
    });
  }

  @Override
  public List<Entry> read(SessionId session, long afterSeq, int limit) {
    return locked(() -> stream(session).stream().skip(afterSeq).limit(limit).toList());
  }

  @Override
  public long lastSeq(SessionId session) {
    return locked(() -> (long) stream(session).size());
  }

  @Override
  public List<SessionId> streams(String firstType) {
    return locked(() ->
        new ArrayList<>(streams.keySet())
            .reversed().stream()
                .filter(id -> EventJson.type(read(id, 0, 1).getFirst().event()).equals(firstType))
                .toList());
  }

  private List<Entry> stream(SessionId session) {
    return streams.getOrDefault(session, List.of());
  }

  private <T> T locked(Supplier<T> what) {
    lock.lock();
    try {
      return what.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Subscription follow(SessionId session, long afterSeq) {
    return new Subscription() {
      private long seen = afterSeq;

      @Override
      public List<Entry> next(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
          long left = atMost.toNanos();
          while (lastSeq(session) <= seen) {
            if (left <= 0) {
              return List.of();
            }
            left = grown.awaitNanos(left);
          }
          List<Entry> next = read(session, seen, 1000);
          seen = next.getLast().seq();
          return next;
        } finally {
          lock.unlock();
        }
      }

      @Override
      public void close() {}
    };
  }
}
