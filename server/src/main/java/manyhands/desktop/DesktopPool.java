package manyhands.desktop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import manyhands.desktop.DesktopException.Code;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All desktops of one kind: never more than allowed, some kept ready if wanted. A machine holds
/// its place from before it boots until its provider has stopped it, so that late, abandoned and
/// half-stopped machines count too. Safe for many threads.
public final class DesktopPool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DesktopPool.class);

  private final DesktopProvider provider;
  private final DesktopOpener opener;
  private final Limits limits;
  private final Supplier<DesktopId> ids;
  private final ThreadFactory threads;

  private final Semaphore places;
  private final Map<DesktopId, Boot> boots = new HashMap<>();
  private final Map<DesktopId, Desktop> desktops = new HashMap<>();
  private final Map<DesktopId, DesktopSpec> ready = new LinkedHashMap<>();
  private final Set<DesktopId> stopping = new HashSet<>();
  private boolean closed;

  /// At most `desktops` machines at a time, `warm` of them kept ready; `place` for a free one and
  /// `boot` for a machine to come up are the longest waits of [#acquire], `close` of [#close].
  public record Limits(int desktops, int warm, Duration place, Duration boot, Duration close) {

    /// Four machines, none warm, and the shortest waits that a loaded machine needs.
    public static final Limits USUAL =
        new Limits(4, 0, Duration.ofMinutes(10), Duration.ofSeconds(60), Duration.ofMillis(1900));

    public Limits {
      if (desktops < 1 || warm < 0 || warm > desktops) {
        throw new IllegalArgumentException(
            desktops + " desktops, " + warm + " of them warm, are no limits");
      }
    }
  }

  /// `ids` names the warm desktops.
  public DesktopPool(
      DesktopProvider provider,
      DesktopOpener opener,
      Limits limits,
      Supplier<DesktopId> ids,
      ThreadFactory threads) {
    this.provider = provider;
    this.opener = opener;
    this.limits = limits;
    this.ids = ids;
    this.threads = threads;
    this.places = new Semaphore(limits.desktops(), true);
  }

  /// A desktop as wanted, waiting for a free place in the order of asking. A warm one keeps its own
  /// id. Fails with `UNAVAILABLE` when no place became free in time, as the provider or the opener
  /// did, or with `INTERRUPTED`; then nothing is left, or is stopped as soon as it has come up.
  public Desktop acquire(DesktopSpec spec) {
    Desktop kept = takeReady(spec);
    if (kept != null) {
      warm(spec);
      return kept;
    }
    takePlace();
    Boot boot = new Boot(spec.id(), () -> provider.start(spec), null, false);
    start(boot);
    return boot.await(limits.boot(), () -> release(spec.id()));
  }

  /// Keeps desktops like that ready, as many as the limits say and places are free. Returns at
  /// once.
  public void warm(DesktopSpec like) {
    // Whoever waits for a place goes first.
    while (wantsWarm() && !places.hasQueuedThreads() && places.tryAcquire()) {
      DesktopSpec spec = new DesktopSpec(ids.get(), like.size(), like.network(), like.limits());
      start(new Boot(spec.id(), () -> provider.start(spec), spec, false));
    }
  }

  /// The desktop of a machine that runs already, for instance from before a restart; empty when it
  /// does not run. The machine is left alone when its screen does not answer.
  public Optional<Desktop> adopt(DesktopId id) {
    Optional<Machine> running =
        provider.list().stream().filter(one -> one.id().equals(id) && one.alive()).findFirst();
    return running.map(machine -> {
      takePlace();
      Boot boot = new Boot(id, () -> machine, null, true);
      start(boot);
      return boot.await(limits.boot(), () -> forget(id));
    });
  }

  /// Stops a desktop's machine and frees its place. Does nothing for one that is gone already.
  public void release(DesktopId id) {
    Desktop desktop = take(id);
    if (desktop != null) {
      desktop.close();
      stop(id);
    }
  }

  /// Stops machines of this kind that belong neither to this pool nor to `living`, and those that
  /// could not be stopped before. Returns the ones stopped.
  public List<DesktopId> sweep(Set<DesktopId> living) {
    List<DesktopId> swept = new ArrayList<>();
    Set<DesktopId> left = beingStopped();
    for (Machine machine : provider.list()) {
      left.remove(machine.id());
      if (!living.contains(machine.id()) && !isOurs(machine.id()) && stop(machine.id())) {
        swept.add(machine.id());
      }
    }
    left.forEach(this::gone);
    return swept;
  }

  /// Ends the connections and leaves the machines to be adopted by the next start. Machines that
  /// still boot are stopped.
  public void leave() {
    end(Desktop::close);
  }

  /// Stops every machine, all at once. What cannot be stopped in time is logged and left to the
  /// next start's sweep.
  @Override
  public void close() {
    end(desktop -> {
      desktop.close();
      stop(desktop.id());
    });
  }

  private void takePlace() {
    if (places.availablePermits() == 0) {
      anyReady().ifPresent(this::release);
    }
    try {
      if (!places.tryAcquire(limits.place().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new DesktopException(
            Code.UNAVAILABLE,
            "all %d desktops are in use and none became free within %d s: use fewer agents, or allow more desktops"
                .formatted(limits.desktops(), limits.place().toSeconds()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DesktopException(Code.INTERRUPTED, "interrupted while waiting for a desktop", e);
    }
  }

  private void start(Boot boot) {
    synchronized (this) {
      if (closed || isOurs(boot.id)) {
        places.release();
        throw closed
            ? new DesktopException(Code.CLOSED, "no desktop is started any more: shutting down")
            : new IllegalArgumentException("there is a desktop " + boot.id + " already");
      }
      boots.put(boot.id, boot);
    }
    boot.start(threads.newThread(() -> run(boot)));
  }

  private void run(Boot boot) {
    Machine machine = null;
    Desktop desktop = null;
    Throwable failure = null;
    try {
      machine = boot.machine.get();
      desktop = opener.open(machine);
      if (handOver(boot, desktop)) {
        return;
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    if (desktop != null) {
      desktop.close();
    }
    synchronized (this) {
      stopping.add(boot.id);
    }
    try {
      if (machine == null || boot.adopted) {
        gone(boot.id);
      } else {
        stop(boot.id);
      }
    } finally {
      // Only now, so that closing the pool waits for it.
      synchronized (this) {
        boots.remove(boot.id);
      }
    }
    boot.failed(failure == null ? new DesktopException(Code.CLOSED, "not wanted") : failure);
    if (boot.warm != null && failure != null) {
      LOG.warn("desktop {} could not be kept ready: {}", boot.id, failure.getMessage());
    }
  }

  private synchronized boolean handOver(Boot boot, Desktop desktop) {
    if (closed || !boot.arrived(desktop)) {
      return false;
    }
    boots.remove(boot.id);
    desktops.put(boot.id, desktop);
    if (boot.warm != null) {
      ready.put(boot.id, boot.warm);
    }
    return true;
  }

  private @Nullable Desktop takeReady(DesktopSpec wanted) {
    while (true) {
      Desktop desktop;
      synchronized (this) {
        Optional<DesktopId> id =
            ready.entrySet().stream()
                .filter(one -> alike(one.getValue(), wanted))
                .map(Map.Entry::getKey)
                .findFirst();
        if (id.isEmpty()) {
          return null;
        }
        ready.remove(id.get());
        desktop = desktops.get(id.get());
      }
      if (desktop != null && desktop.machine().alive()) {
        return desktop;
      }
      if (desktop != null) {
        release(desktop.id());
      }
    }
  }

  private static boolean alike(DesktopSpec one, DesktopSpec other) {
    return one.size().equals(other.size())
        && one.network() == other.network()
        && one.limits().equals(other.limits());
  }

  private synchronized boolean wantsWarm() {
    long coming = boots.values().stream().filter(boot -> boot.warm != null).count();
    return !closed && ready.size() + coming < limits.warm();
  }

  private synchronized Optional<DesktopId> anyReady() {
    return ready.keySet().stream().findFirst();
  }

  private synchronized boolean isOurs(DesktopId id) {
    return desktops.containsKey(id) || boots.containsKey(id);
  }

  private synchronized Set<DesktopId> beingStopped() {
    return new HashSet<>(stopping);
  }

  private synchronized @Nullable Desktop take(DesktopId id) {
    Desktop desktop = desktops.remove(id);
    if (desktop != null) {
      ready.remove(id);
      stopping.add(id);
    }
    return desktop;
  }

  private void forget(DesktopId id) {
    Desktop desktop = take(id);
    if (desktop != null) {
      desktop.close();
      gone(id);
    }
  }

  /// True when the machine is gone; otherwise it keeps its place until a sweep succeeds.
  private boolean stop(DesktopId id) {
    try {
      provider.stop(id);
    } catch (DesktopException e) {
      LOG.warn("desktop {} could not be stopped and keeps its place: {}", id, e.getMessage());
      return false;
    }
    gone(id);
    return true;
  }

  private synchronized void gone(DesktopId id) {
    if (stopping.remove(id)) {
      places.release();
    }
  }

  private void end(Consumer<Desktop> how) {
    long deadline = System.nanoTime() + limits.close().toNanos();
    List<Boot> booting;
    List<Thread> ending = new ArrayList<>();
    synchronized (this) {
      closed = true;
      booting = List.copyOf(boots.values());
      for (DesktopId id : List.copyOf(desktops.keySet())) {
        Desktop desktop = take(id);
        if (desktop != null) {
          ending.add(threads.newThread(() -> how.accept(desktop)));
        }
      }
    }
    booting.forEach(Boot::abandon);
    ending.forEach(Thread::start);
    try {
      for (Boot boot : booting) {
        boot.join(Duration.ofNanos(deadline - System.nanoTime()));
      }
      for (Thread thread : ending) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.isPositive() && !thread.join(left)) {
          LOG.warn("a desktop did not stop within {}: the next start sweeps it", limits.close());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
