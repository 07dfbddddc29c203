package manyhands.tool;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How a server stands: what it offers, and its connection while there is one. Safe for use by many
/// threads.
final class Standing {

  /// No monitor: a virtual thread that waits in one for some time can stay in it for ever
  /// (JDK-8373120, mended in 25.0.4).
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private @Nullable Connection up;
  private Offer offer = Offer.NOTHING;
  private String trouble = "it was not connected yet";
  private boolean tried;
  private boolean stale;

  void connected(Connection connection, Offer now) {
    locked(() -> {
      up = connection;
      offer = now;
      tried = true;
      stale = false;
      changed.signalAll();
      return offer;
    });
  }

  /// False when it was away for that already.
  boolean broken(String why) {
    return locked(() -> {
      boolean known = up == null && why.equals(trouble);
      up = null;
      trouble = why;
      tried = true;
      changed.signalAll();
      return !known;
    });
  }

  /// Its list is no longer what it offers.
  void listChanged() {
    locked(() -> stale = true);
  }

  /// The connection over which its list is to be fetched anew, for the one who asks first.
  @Nullable Connection toList() {
    lock.lock();
    try {
      Connection connection = stale ? up : null;
      stale = false;
      return connection;
    } finally {
      lock.unlock();
    }
  }

  void offers(Offer now) {
    locked(() -> offer = now);
  }

  /// As it was listed last.
  Offer offer() {
    return locked(() -> offer);
  }

  /// Why it is away; empty while it is there.
  String trouble() {
    return locked(() -> up == null ? trouble : "");
  }

  /// Waits until then for the first try to connect, whatever comes of it.
  void awaitTried(long untilNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = untilNanos - System.nanoTime();
      while (!tried && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Null when there is still none after that time.
  @Nullable Connection awaitUp(Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      while (up == null && left > 0) {
        left = changed.awaitNanos(left);
      }
      return up;
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> what) {
    lock.lock();
    try {
      return what.get();
    } finally {
      lock.unlock();
    }
  }
}
