package manyhands.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import manyhands.desktop.DesktopId;

/// The machines of the world. They survive their server.
final class Rack {

  /// One machine, and what was ever done to it.
  static final class Unit {
    final DesktopId id;
    final Map<String, byte[]> files = new TreeMap<>();
    boolean alive = true;
    long frame = 1;

    /// A person has taken its seat and not begun to give it back.
    boolean held;

    Unit(DesktopId id) {
      this.id = id;
    }
  }

  final Instant files = Instant.parse("2026-01-31T12:00:00Z");
  private final Map<DesktopId, Unit> units =
      new TreeMap<>(java.util.Comparator.comparing(DesktopId::value));
  private final Map<String, Integer> done = new HashMap<>();
  private final Set<DesktopId> stubborn = new HashSet<>();
  private boolean anyStubborn;
  private final List<String> wrong = new ArrayList<>();

  synchronized Unit boot(DesktopId id) {
    Unit unit = new Unit(id);
    if (units.putIfAbsent(id, unit) != null) {
      wrong("a second machine of the name " + id);
    }
    stubborn.remove(id);
    return unit;
  }

  synchronized void end(DesktopId id) {
    Unit unit = units.remove(id);
    if (unit != null) {
      unit.alive = false;
    }
    stubborn.remove(id);
  }

  /// It did not end though it was told to.
  synchronized void refused(DesktopId id) {
    if (units.containsKey(id)) {
      stubborn.add(id);
      anyStubborn = true;
    }
  }

  synchronized void crash(Unit unit) {
    unit.alive = false;
  }

  synchronized List<Unit> units() {
    return List.copyOf(units.values());
  }

  synchronized Set<DesktopId> stubborn() {
    return Set.copyOf(stubborn);
  }

  synchronized boolean wasStubborn() {
    return anyStubborn;
  }

  /// Something that is done at most once happens now.
  synchronized void does(String what) {
    if (done.merge(what, 1, Integer::sum) > 1) {
      wrong("done twice: " + what);
    }
  }

  synchronized void wrong(String what) {
    wrong.add(what);
  }

  synchronized List<String> wrong() {
    return List.copyOf(wrong);
  }
}
