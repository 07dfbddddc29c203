package manyhands.desktop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.desktop.DesktopException.Code;

/// Room for so many machines at a time, given in the order of asking.
final class Places extends Semaphore {

  private static final long serialVersionUID = 1L;

  private final int count;
  private final AtomicInteger asking = new AtomicInteger();

  Places(int count) {
    super(count, true);
    this.count = count;
  }

  /// Waits for a free place, after `whenFull` if there is none. Fails with `UNAVAILABLE` when there
  /// is none in time, or with `INTERRUPTED`.
  void take(Duration atMost, Runnable whenFull) {
    asking.incrementAndGet();
    try {
      if (availablePermits() <= 0) {
        whenFull.run();
      }
      take(atMost);
    } finally {
      asking.decrementAndGet();
    }
  }

  /// True while somebody waits for a place, or is about to.
  boolean isAskedFor() {
    return asking.get() > 0;
  }

  private void take(Duration atMost) {
    try {
      if (!tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new DesktopException(
            Code.UNAVAILABLE,
            "all %d desktops are in use and none became free within %d s: use fewer agents, or allow more desktops"
                .formatted(count, atMost.toSeconds()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DesktopException(Code.INTERRUPTED, "interrupted while waiting for a desktop", e);
    }
  }

  /// Takes a place for a machine that runs already, also when there is none left: others then wait
  /// the longer.
  void seize() {
    reducePermits(1);
  }
}
