package manyhands.desktop.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import manyhands.desktop.Capability;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopProvider;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.Machine;

/// Desktops on this host: Xvnc on a Unix socket inside a bubblewrap sandbox. They go on when the
/// server dies, and the next one finds them in the runtime folder.
public final class LocalDesktops implements DesktopProvider {

  private final LocalPlaces places;
  private final ThreadFactory threads;
  private final ReentrantLock preparing = new ReentrantLock();
  private boolean prepared;

  public LocalDesktops(LocalPlaces places, ThreadFactory threads) {
    this.places = places;
    this.threads = threads;
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public List<Missing> missing() {
    return Parts.missing(places.image());
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(
        Capability.LIMITS,
        Capability.NO_NETWORK,
        Capability.PUBLIC_NETWORK,
        Capability.ADOPTION,
        Capability.PROGRAMS,
        Capability.PAUSING);
  }

  /// How a desktop's memory, processes and disk are limited here, in words.
  public List<String> limits() {
    return ControlGroups.enforced();
  }

  @Override
  public Machine start(DesktopSpec spec) {
    prepare();
    boolean done = false;
    try {
      MachineRecord record = new Boot(places, spec, threads).run();
      done = true;
      return machine(spec.id(), record);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DesktopException(
          Code.INTERRUPTED, "interrupted while the desktop " + spec.id() + " was starting", e);
    } finally {
      if (!done) {
        removed(spec.id());
      }
    }
  }

  @Override
  public List<Machine> list() {
    // A folder may have been cleaned away under its machine.
    Set<Path> folders = new TreeSet<>();
    for (String mark : Processes.marks()) {
      folders.add(Path.of(mark));
    }
    folders.removeIf(folder -> !places.machines().equals(folder.getParent()));
    if (Files.isDirectory(places.machines())) {
      try (var found = Files.list(places.machines())) {
        found.forEach(folders::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return folders.stream()
        .filter(folder -> DesktopId.valid(folder.getFileName().toString()))
        .<Machine>map(folder ->
            machine(new DesktopId(folder.getFileName().toString()), MachineRecord.read(folder)))
        .toList();
  }

  @Override
  public void stop(DesktopId id) {
    if (!removed(id)) {
      throw new DesktopException(
          Code.TIMEOUT,
          "the desktop " + id + " did not end: some of its processes are still there");
    }
  }

  @Override
  public void pause(DesktopId id) {
    machine(id, MachineRecord.read(places.folder(id))).pause();
  }

  @Override
  public void resume(DesktopId id) {
    machine(id, MachineRecord.read(places.folder(id))).resume();
  }

  /// Removes the runtime folder if no machine is left.
  @Override
  public void close() {
    preparing.lock();
    try {
      if (Files.isDirectory(places.machines()) && list().isEmpty()) {
        prepared = false;
        LocalPlaces.delete(places.runtime());
      }
    } finally {
      preparing.unlock();
    }
  }

  /// Also for a thread that is told to stop, however often: leaving half a machine behind helps
  /// nobody.
  private boolean removed(DesktopId id) {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return remove(id);
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean remove(DesktopId id) throws InterruptedException {
    boolean gone = Processes.kill(places.folder(id));
    ControlGroups.remove(id);
    if (gone) {
      LocalPlaces.delete(places.folder(id));
    }
    return gone;
  }

  private LocalMachine machine(DesktopId id, MachineRecord record) {
    Inside inside = new Inside(record, Identity.of(id), ControlGroups.of(id), places, threads);
    return new LocalMachine(id, places.folder(id), record, inside);
  }

  private void prepare() {
    preparing.lock();
    try {
      if (!prepared) {
        places.prepare();
        prepared = true;
      }
    } finally {
      preparing.unlock();
    }
  }
}
