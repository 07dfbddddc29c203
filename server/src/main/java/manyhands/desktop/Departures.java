package manyhands.desktop;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Machines of a pool on their way out. Each keeps its place until it is gone; one that its
/// provider could not stop, until a sweep can.
final class Departures {

  private final Places places;
  private final Set<DesktopId> leaving = new HashSet<>();
  private final Set<DesktopId> stuck = new HashSet<>();

  Departures(Places places) {
    this.places = places;
  }

  synchronized void begin(DesktopId id) {
    leaving.add(id);
  }

  synchronized void failed(DesktopId id) {
    stuck.add(id);
    notifyAll();
  }

  synchronized void gone(DesktopId id) {
    stuck.remove(id);
    if (leaving.remove(id)) {
      places.release();
    }
    notifyAll();
  }

  /// Also those that are stuck.
  synchronized Set<DesktopId> all() {
    return new HashSet<>(leaving);
  }

  /// Waits for those that are being stopped now, until a moment of the nano time; false when some
  /// are still there, or the thread is interrupted.
  synchronized boolean await(long deadline) {
    Set<DesktopId> awaited = all();
    try {
      while (true) {
        awaited.removeIf(id -> !leaving.contains(id) || stuck.contains(id));
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (awaited.isEmpty() || !left.isPositive()) {
          return awaited.isEmpty();
        }
        TimeUnit.NANOSECONDS.timedWait(this, left.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
