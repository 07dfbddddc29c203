package manyhands.e2b;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/// What goes on in each sandbox because of calls: programs, watched folders. Forgotten with it.
public final class EnvdRooms implements AutoCloseable {

  /// What belongs to one sandbox.
  record Room(EnvdProcesses processes, EnvdWatchers watchers, PortLines lines)
      implements AutoCloseable {
    @Override
    public void close() {
      processes.close();
      watchers.close();
      lines.close();
    }
  }

  private final ThreadFactory threads;
  private final Map<String, Room> all = new ConcurrentHashMap<>();

  public EnvdRooms(ThreadFactory threads) {
    this.threads = threads;
  }

  ThreadFactory threads() {
    return threads;
  }

  Room of(EnvdSandbox sandbox) {
    return all.computeIfAbsent(
        sandbox.id(),
        _ ->
            new Room(
                new EnvdProcesses(sandbox, threads),
                new EnvdWatchers(sandbox.machine(), threads),
                new PortLines(sandbox.machine(), threads)));
  }

  /// Lets go of connections that nobody uses.
  void look() {
    all.values().forEach(room -> room.lines().look());
  }

  /// When the sandbox stands still: what its programs say is told to nobody any more, until
  /// somebody asks again.
  void breakOff(String id) {
    Room room = all.get(id);
    if (room != null) {
      room.processes().breakOff();
    }
  }

  /// When the sandbox has ended: every open stream of it breaks off.
  public void forget(String id) {
    Room room = all.remove(id);
    if (room != null) {
      room.close();
    }
  }

  @Override
  public void close() {
    all.keySet().forEach(this::forget);
  }
}
