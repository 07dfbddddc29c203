package manyhands.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Boots machines in memory, as slowly or wrongly as a test wants.
public final class FakeProvider implements DesktopProvider {

  public final Map<DesktopId, FakeMachine> running = new ConcurrentHashMap<>();
  public final Set<DesktopId> stopped = ConcurrentHashMap.newKeySet();

  /// Runs before a machine is there.
  public volatile Consumer<DesktopSpec> onStart = _ -> {};

  /// Runs with a machine before anybody has it.
  public volatile Consumer<FakeMachine> onBoot = _ -> {};

  /// Runs before a machine is gone.
  public volatile Consumer<DesktopId> onStop = _ -> {};

  /// Runs before the machines are listed.
  public volatile Runnable onList = () -> {};

  private int most;

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public List<Missing> missing() {
    return List.of();
  }

  @Override
  public Machine start(DesktopSpec spec) {
    onStart.accept(spec);
    FakeMachine machine = new FakeMachine(spec.id());
    onBoot.accept(machine);
    running.put(spec.id(), machine);
    synchronized (this) {
      most = Math.max(most, running.size());
    }
    return machine;
  }

  @Override
  public List<Machine> list() {
    onList.run();
    return new ArrayList<>(running.values());
  }

  @Override
  public void stop(DesktopId id) {
    onStop.accept(id);
    FakeMachine machine = running.remove(id);
    if (machine != null) {
      machine.alive = false;
      stopped.add(id);
    }
  }

  /// How many machines ran at the same time, at most.
  public synchronized int most() {
    return most;
  }
}
