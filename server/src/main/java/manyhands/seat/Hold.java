package manyhands.seat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// One time that a person has the seat. Counted by the monotonic clock: the time of day may jump.
/// Guarded by its seat, except where it says otherwise.
final class Hold {

  final Actor.Human person;
  private final Duration quiet;
  private final long since = System.nanoTime();
  private final Map<Touch, Integer> done = new EnumMap<>(Touch.class);
  private final Set<Visitor> visitors = new LinkedHashSet<>();
  private volatile long lastAct = since;

  Hold(Actor.Human person, Duration quiet) {
    this.person = person;
    this.quiet = quiet;
  }

  void renew() {
    lastAct = System.nanoTime();
  }

  void did(Touch what) {
    if (what.counts()) {
      done.merge(what, 1, Integer::sum);
    }
  }

  void by(Visitor visitor) {
    visitors.add(visitor);
  }

  void forget(Visitor visitor) {
    visitors.remove(visitor);
  }

  void letGo() {
    visitors.forEach(Visitor::letGo);
  }

  /// How long it lasts if nothing more is done; may be asked by anybody.
  Duration left() {
    return quiet.minusNanos(System.nanoTime() - lastAct);
  }

  /// How long it has lasted; may be asked by anybody.
  Duration lasted() {
    return Duration.ofNanos(System.nanoTime() - since);
  }

  Map<String, Integer> kinds() {
    Map<String, Integer> kinds = new LinkedHashMap<>();
    done.forEach((what, times) -> kinds.put(what.word(), times));
    return kinds;
  }
}
