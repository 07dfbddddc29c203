package manyhands.desktop;

import java.util.concurrent.Semaphore;
import manyhands.desktop.DesktopException.Code;

/// Lets only so many machines boot at the same time, in the order of asking. A boot is mostly
/// computing: a hundred at once would take as long in all, and each so long that it times out.
final class Turns {

  /// Some wait for a program to start or for the disk while others compute.
  private static final int PER_CORE = 2;

  private static final Turn FREE = () -> {};

  private final Semaphore turns =
      new Semaphore(PER_CORE * Runtime.getRuntime().availableProcessors(), true);

  /// Ends when it is closed.
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /// Waits for one; whoever has a machine already needs none.
  Turn take(Boot boot) {
    if (boot.isAdoption()) {
      return FREE;
    }
    try {
      turns.acquire();
      return turns::release;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DesktopException(Code.INTERRUPTED, "interrupted before a desktop was started", e);
    }
  }
}
