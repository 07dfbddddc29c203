package manyhands.event;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The live end of one stream: its last number, its latest entries, and those who wait for the
/// next. A follower that is further behind than these entries reads the store instead, so a slow
/// one costs nothing to anybody else.
final class Stream {

  /// Enough for a follower that was busy for some seconds, and little memory for a thousand
  /// streams.
  private static final int LATEST = 256;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final Deque<Entry> latest = new ArrayDeque<>();
  private long ordinal;
  private long lastSeq;

  /// The row of the stream; 0 before its first append.
  Stream(long ordinal, long lastSeq) {
    this.ordinal = ordinal;
    this.lastSeq = lastSeq;
  }

  /// Written under the writer's lock alone.
  long ordinal() {
    return ordinal;
  }

  long lastSeq() {
    lock.lock();
    try {
      return lastSeq;
    } finally {
      lock.unlock();
    }
  }

  /// Takes entries that are durable now.
  void publish(long row, List<Entry> entries) {
    lock.lock();
    try {
      ordinal = row;
      lastSeq = entries.getLast().seq();
      for (Entry entry : entries) {
        latest.addLast(entry);
        if (latest.size() > LATEST) {
          latest.removeFirst();
        }
      }
      if (entries.getLast().event() instanceof Event.SessionClosed) {
        // Few follow a session that has ended; they read the store.
        latest.clear();
      }
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until there is an entry after a number; false when the time ran out.
  boolean await(long afterSeq, long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (lastSeq <= afterSeq) {
        if (left <= 0) {
          return false;
        }
        left = grown.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// The entries after a number when all of them are still here, otherwise none.
  List<Entry> latest(long afterSeq) {
    lock.lock();
    try {
      if (latest.isEmpty() || latest.getFirst().seq() > afterSeq + 1) {
        return List.of();
      }
      return latest.stream().filter(entry -> entry.seq() > afterSeq).toList();
    } finally {
      lock.unlock();
    }
  }
}
