package manyhands.desktop;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Machines of a pool on their way out. Each keeps its place until it is gone; one that its
/// provider could not stop, until a sweep can.
final class Departures {

  private final Places places;

  /// No monitor: a virtual thread that waits in one for some time can stay in it for ever
  /// (JDK-8373120, mended in 25.0.4).
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private final Set<DesktopId> leaving = new HashSet<>();
  private final Set<DesktopId> stuck = new HashSet<>();

  Departures(Places places) {
    this.places = places;
  }

  void begin(DesktopId id) {
    locked(() -> leaving.add(id));
  }

  void failed(DesktopId id) {
    locked(() -> stuck.add(id));
  }

  void gone(DesktopId id) {
    locked(() -> {
      stuck.remove(id);
      if (leaving.remove(id)) {
        places.release();
      }
    });
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Also those that are stuck.
  Set<DesktopId> all() {
    lock.lock();
    try {
      return new HashSet<>(leaving);
    } finally {
      lock.unlock();
    }
  }

  /// Waits for those that are being stopped now, until a moment of the nano time; false when some
  /// are still there, or the thread is interrupted.
  boolean await(long deadline) {
    lock.lock();
    try {
      Set<DesktopId> awaited = all();
      while (true) {
        awaited.removeIf(id -> !leaving.contains(id) || stuck.contains(id));
        long left = deadline - System.nanoTime();
        if (awaited.isEmpty() || left <= 0) {
          return awaited.isEmpty();
        }
        long _ = changed.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
