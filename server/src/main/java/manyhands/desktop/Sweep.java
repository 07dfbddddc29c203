package manyhands.desktop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Predicate;

/// Stops the machines of a provider that nobody knows, all at once.
record Sweep(DesktopProvider provider, Departures departures, ThreadFactory threads) {

  /// Longer than many machines take to stop at once; one that does not is left to the next start.
  private static final Duration AT_MOST = Duration.ofSeconds(10);

  /// `stop` says whether a machine is gone then. Returns those that are.
  List<DesktopId> run(Predicate<DesktopId> known, Predicate<DesktopId> stop) {
    Set<DesktopId> unheard = departures.all();
    List<DesktopId> orphans = new ArrayList<>();
    for (Machine machine : provider.list()) {
      unheard.remove(machine.id());
      if (!known.test(machine.id())) {
        orphans.add(machine.id());
      }
    }
    unheard.forEach(departures::gone);
    Set<DesktopId> stopped = ConcurrentHashMap.newKeySet();
    AllAtOnce sweeping =
        AllAtOnce.start(
            orphans,
            id -> {
              if (stop.test(id)) {
                stopped.add(id);
              }
            },
            threads);
    var _ = sweeping.await(System.nanoTime() + AT_MOST.toNanos());
    return orphans.stream().filter(stopped::contains).toList();
  }
}
