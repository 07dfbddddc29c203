package manyhands.desktop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import manyhands.desktop.DesktopException.Code;

/// Room for so many machines at a time, given in the order of asking.
final class Places extends Semaphore {

  private static final long serialVersionUID = 1L;

  private final int count;

  Places(int count) {
    super(count, true);
    this.count = count;
  }

  /// Waits for a free place. Fails with `UNAVAILABLE` when there is none in time, or with
  /// `INTERRUPTED`.
  void take(Duration atMost) {
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
