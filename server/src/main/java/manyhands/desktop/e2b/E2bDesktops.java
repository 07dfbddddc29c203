package manyhands.desktop.e2b;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import manyhands.desktop.Capability;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopProvider;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.Machine;

/// Desktops in E2B's sandboxes. Those in use have their time extended; those of a server that died
/// are paused by E2B when it is over, and found again by the tags they carry.
public final class E2bDesktops implements DesktopProvider {

  /// A server that restarts finds its desktops still running; one that never comes back costs no
  /// more than this.
  static final Duration TIME = Duration.ofMinutes(10);

  private final E2bAccount account;
  private final ThreadFactory threads;
  private final Http http = new Http();
  private final ControlPlane control;
  private final Extensions extensions;
  private final E2bMachine.Office office;

  /// Machines that this server made or adopted.
  private final Map<DesktopId, E2bMachine> machines = new ConcurrentHashMap<>();

  /// `secrets` are random words of eight characters or more; `extendEvery` is far shorter than ten
  /// minutes.
  public E2bDesktops(
      E2bAccount account, Duration extendEvery, Supplier<String> secrets, ThreadFactory threads) {
    this.account = account;
    this.threads = threads;
    this.control = new ControlPlane(account, http);
    this.extensions = new Extensions(control, machines, extendEvery, threads);
    this.office = new E2bMachine.Office(account, http, threads, secrets, this::connect);
  }

  @Override
  public String name() {
    return "e2b";
  }

  @Override
  public List<Missing> missing() {
    return account.key().isEmpty()
        ? List.of(new Missing("E2B_API_KEY", "export E2B_API_KEY=..."))
        : List.of();
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(
        Capability.NO_NETWORK, Capability.PUBLIC_NETWORK, Capability.ADOPTION, Capability.PAUSING);
  }

  @Override
  public Machine start(DesktopSpec spec) {
    needKey();
    boolean done = false;
    try {
      Sandbox sandbox = create(spec);
      E2bMachine machine = E2bMachine.made(spec.id(), sandbox, office);
      machines.put(spec.id(), machine);
      extensions.begin();
      machine.boot(spec.size());
      done = true;
      return machine;
    } finally {
      if (!done) {
        tidy(spec.id());
      }
    }
  }

  /// A request that is on its way makes a sandbox all the same: whoever is told to stop waits for
  /// it, so that it can be removed.
  private Sandbox create(DesktopSpec spec) {
    FutureTask<Sandbox> making = new FutureTask<>(() -> control.create(spec, TIME));
    threads.newThread(making).start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          Sandbox made = making.get();
          if (!interrupted) {
            return made;
          }
          control.kill(made.id());
          throw new DesktopException(
              Code.INTERRUPTED, "interrupted while the desktop " + spec.id() + " was starting");
        } catch (InterruptedException _) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw e.getCause() instanceof DesktopException why ? why : new IllegalStateException(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Also for a thread that is told to stop, and where nobody knows whether a sandbox was made.
  /// What cannot be removed now carries its tag for the next sweep.
  private void tidy(DesktopId id) {
    boolean interrupted = Thread.interrupted();
    try {
      stop(id);
    } catch (DesktopException _) {
      // What made the start fail says more.
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public List<Machine> list() {
    if (account.key().isEmpty()) {
      return List.of();
    }
    return control.list().stream().<Machine>map(this::machine).toList();
  }

  private E2bMachine machine(ControlPlane.Listed listed) {
    E2bMachine known = machines.get(listed.desktop());
    return known != null && known.sandboxId().equals(listed.id())
        ? known
        : new E2bMachine(listed.desktop(), listed.id(), office);
  }

  @Override
  public void stop(DesktopId id) {
    E2bMachine known = machines.remove(id);
    if (known != null) {
      known.lost();
      control.kill(known.sandboxId());
      return;
    }
    if (account.key().isEmpty()) {
      return;
    }
    for (ControlPlane.Listed each : control.list()) {
      if (each.desktop().equals(id)) {
        control.kill(each.id());
      }
    }
  }

  @Override
  public void pause(DesktopId id) {
    E2bMachine machine = known(id);
    machine.paused();
    control.pause(machine.sandboxId());
  }

  @Override
  public void resume(DesktopId id) {
    E2bMachine machine = known(id);
    machine.connected(control.connect(machine.sandboxId(), TIME));
  }

  /// The sandboxes of this server go on until their time is over, and are paused then.
  @Override
  public void close() {
    extensions.close();
    http.close();
  }

  private E2bMachine known(DesktopId id) {
    E2bMachine machine = machines.get(id);
    if (machine != null) {
      return machine;
    }
    return list().stream()
        .filter(each -> each.id().equals(id))
        .map(E2bMachine.class::cast)
        .findFirst()
        .orElseThrow(() ->
            new DesktopException(Code.LOST, "there is no desktop " + id + " at E2B any more"));
  }

  /// From now on it is one of those whose time is extended.
  private Sandbox connect(E2bMachine machine) {
    Sandbox sandbox = control.connect(machine.sandboxId(), TIME);
    machines.put(machine.id(), machine);
    extensions.begin();
    return sandbox;
  }

  private void needKey() {
    if (account.key().isEmpty()) {
      throw new DesktopException(
          Code.UNAVAILABLE, "E2B_API_KEY is not set: export E2B_API_KEY=... and start again");
    }
  }
}
