package manyhands.desktop;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/// Does the same with several desktops at the same time, each on a thread of its own.
final class AllAtOnce {

  private final List<Thread> running;

  private AllAtOnce(List<Thread> running) {
    this.running = running;
  }

  static AllAtOnce start(
      Collection<DesktopId> ids, Consumer<DesktopId> what, ThreadFactory threads) {
    List<Thread> all = ids.stream().map(id -> threads.newThread(() -> what.accept(id))).toList();
    all.forEach(Thread::start);
    return new AllAtOnce(all);
  }

  /// Waits until a moment (of the nano time); false when some had not ended by then. Who is
  /// interrupted waits no longer.
  boolean await(long deadline) {
    try {
      for (Thread thread : running) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (thread.isAlive() && !(left.isPositive() && thread.join(left))) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
