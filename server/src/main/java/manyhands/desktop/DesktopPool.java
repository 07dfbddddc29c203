package manyhands.desktop;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
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

  private final Places places;
  private final Map<DesktopId, Boot> boots = new HashMap<>();
  private final Map<DesktopId, Desktop> desktops = new HashMap<>();

  /// Machines from before, until somebody has adopted them.
  private final Map<DesktopId, Boot> expected = new HashMap<>();

  /// Machines that were to be expected when the provider could not be asked: swept by nobody.
  private final Set<DesktopId> unknown = ConcurrentHashMap.newKeySet();

  private final Departures departures;
  private final WarmStock warm;
  private final Turns turns = new Turns();
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
    this.places = new Places(limits.desktops());
    this.departures = new Departures(places);
    this.warm = new WarmStock(limits.warm());
  }

  /// A desktop as wanted, waiting for a free place in the order of asking. A warm one keeps its own
  /// id. Fails with `UNAVAILABLE` when no place became free in time, as the provider or the opener
  /// did, or with `INTERRUPTED`; then nothing is left, or is stopped as soon as it has come up.
  public Desktop acquire(DesktopSpec spec) {
    Desktop ready = takeReady(spec);
    if (ready != null) {
      refill();
      return ready;
    }
    places.take(limits.place(), () -> warm.takeAny().ifPresent(this::release));
    Boot boot = new Boot(spec.id(), () -> provider.start(spec), null);
    start(boot);
    return boot.await(limits.boot(), () -> release(spec.id()));
  }

  /// Keeps desktops like that ready from now on, as many as the limits say and as places are free
  /// that nobody waits for. Returns at once.
  public void warm(DesktopSpec like) {
    warm.keep(like);
    refill();
  }

  /// How many wait to be claimed now.
  public int ready() {
    return warm.waiting().size();
  }

  private void refill() {
    // Whoever asks for a place goes first.
    while (!places.isAskedFor() && places.tryAcquire()) {
      Optional<DesktopSpec> next = warm.next(ids);
      if (next.isEmpty()) {
        places.release();
        return;
      }
      DesktopSpec spec = next.get();
      try {
        start(new Boot(spec.id(), () -> provider.start(spec), spec));
      } catch (DesktopException e) {
        warm.failed(spec);
        return;
      }
    }
  }

  /// Begins to adopt machines of a server before this one: from now on they hold their places and
  /// no sweep stops them. Returns those that still run, without waiting for their screens; the
  /// others are gone.
  public Set<DesktopId> expect(Set<DesktopId> ids) {
    Set<DesktopId> there = new HashSet<>();
    unknown.addAll(ids);
    List<Machine> all = ids.isEmpty() ? List.of() : provider.list();
    unknown.removeAll(ids);
    for (Machine machine : all) {
      if (ids.contains(machine.id()) && machine.alive()) {
        there.add(machine.id());
        expect(machine);
      }
    }
    return there;
  }

  private void expect(Machine machine) {
    Boot boot = new Boot(machine);
    synchronized (this) {
      Boot before = expected.get(boot.id);
      if (closed || (before == null ? isOurs(boot.id) : !before.hasFailed())) {
        return;
      }
      if (before == null) {
        places.seize();
      }
      expected.put(boot.id, boot);
      boots.put(boot.id, boot);
    }
    boot.start(threads.newThread(() -> run(boot)));
  }

  /// The desktop of a machine that runs already, expected or not; waits for its screen as long as a
  /// boot may take. Never stops a machine: one that is silent, or whose asker was interrupted (this
  /// fails with `INTERRUPTED` then), goes on holding its place until it is released.
  public Adoption adopt(DesktopId id) {
    Boot boot = expected(id);
    if (boot == null || boot.hasFailed()) {
      var _ = expect(Set.of(id));
      boot = expected(id);
    }
    if (boot == null) {
      return new Adoption.Gone();
    }
    try {
      Desktop desktop = boot.peek(limits.boot());
      synchronized (this) {
        expected.remove(id);
      }
      return new Adoption.Adopted(desktop);
    } catch (DesktopException e) {
      if (e.code() == Code.INTERRUPTED) {
        throw e;
      }
      if (boot.lives()) {
        return new Adoption.Silent(String.valueOf(e.getMessage()));
      }
      release(id);
      return new Adoption.Gone();
    }
  }

  /// Stops a desktop's machine, also one that is expected, and frees its place. Does nothing for
  /// one that is gone already.
  public void release(DesktopId id) {
    if (letGo(id)) {
      stop(id);
    }
  }

  /// Ends the connection to one desktop and leaves its machine to be adopted by the next start.
  public void leave(DesktopId id) {
    if (letGo(id)) {
      departures.gone(id);
    }
  }

  /// Waits for the machines that are being stopped now, and for those that boot although nobody
  /// wants them any more; false when some were not gone in time, or the thread is interrupted.
  public boolean awaitStops(Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    List<Boot> unwanted;
    synchronized (this) {
      unwanted = boots.values().stream().filter(Boot::isAbandoned).toList();
    }
    unwanted.forEach(boot -> boot.join(Duration.ofNanos(deadline - System.nanoTime())));
    return departures.await(deadline) && unwanted.stream().allMatch(Boot::hasEnded);
  }

  /// Stops machines of this kind that belong neither to this pool nor to `living`, and those that
  /// could not be stopped before, all at once. Returns the ones stopped.
  public List<DesktopId> sweep(Set<DesktopId> living) {
    return new Sweep(provider, departures, threads)
        .run(id -> living.contains(id) || unknown.contains(id) || isOurs(id), this::stop);
  }

  /// Ends the connections and leaves the machines to be adopted by the next start. Machines that
  /// still boot, and those that nobody has used yet, are stopped.
  public void leave() {
    List<DesktopId> unused = warm.waiting();
    end(id -> {
      if (unused.contains(id)) {
        release(id);
      } else {
        leave(id);
      }
    });
  }

  /// Stops every machine, all at once. What cannot be stopped in time is logged and left to the
  /// next start's sweep.
  @Override
  public void close() {
    end(this::release);
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
    try (Turns.Turn _ = turns.take(boot)) {
      machine = boot.machine.get();
      desktop = boot.isAdoption() ? boot.reopen(opener, limits.boot()) : opener.open(machine);
      if (handOver(boot, desktop)) {
        makeWay(boot);
        return;
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    if (desktop != null) {
      desktop.close();
    }
    if (boot.warm != null) {
      warm.failed(boot.warm);
    }
    try {
      if (!boot.isAdoption()) {
        remove(boot.id, machine);
      }
    } finally {
      // Only now, so that closing the pool waits for it.
      synchronized (this) {
        boots.remove(boot.id, boot);
      }
    }
    boot.failed(failure == null ? new DesktopException(Code.CLOSED, "not wanted") : failure);
    if (boot.warm != null && failure != null && !boot.isAbandoned()) {
      LOG.warn("desktop {} could not be kept ready: {}", boot.id, failure.getMessage());
      warm.afterAWhile(this::refill);
    }
  }

  private void remove(DesktopId id, @Nullable Machine machine) {
    departures.begin(id);
    if (machine == null) {
      departures.gone(id);
    } else {
      stop(id);
    }
  }

  /// Somebody began to wait for a place while this one was coming up to be kept.
  private void makeWay(Boot boot) {
    if (boot.warm != null && places.isAskedFor()) {
      warm.takeAny().ifPresent(this::release);
    }
  }

  private synchronized boolean handOver(Boot boot, Desktop desktop) {
    if (closed || !boot.arrived(desktop)) {
      return false;
    }
    boots.remove(boot.id, boot);
    desktops.put(boot.id, desktop);
    if (boot.warm != null) {
      warm.arrived(boot.warm);
    }
    return true;
  }

  private @Nullable Desktop takeReady(DesktopSpec wanted) {
    for (var id = warm.take(wanted); id.isPresent(); id = warm.take(wanted)) {
      Desktop desktop = desktop(id.get());
      if (desktop != null && desktop.machine().alive()) {
        return desktop;
      }
      release(id.get());
    }
    return null;
  }

  private synchronized @Nullable Desktop desktop(DesktopId id) {
    return desktops.get(id);
  }

  private synchronized boolean isOurs(DesktopId id) {
    return desktops.containsKey(id) || boots.containsKey(id) || expected.containsKey(id);
  }

  private synchronized @Nullable Boot expected(DesktopId id) {
    return expected.get(id);
  }

  /// Forgets a desktop or an expected machine, which then departs; false when there is none.
  private boolean letGo(DesktopId id) {
    Desktop desktop;
    synchronized (this) {
      desktop = desktops.remove(id);
      Boot boot = expected.remove(id);
      if (desktop == null && boot == null) {
        return false;
      }
      if (boot != null) {
        var _ = boot.abandon();
        boots.remove(id, boot);
      }
      warm.remove(id);
      departures.begin(id);
    }
    if (desktop != null) {
      desktop.close();
    }
    return true;
  }

  /// True when the machine is gone; otherwise it keeps its place until a sweep succeeds.
  private boolean stop(DesktopId id) {
    try {
      provider.stop(id);
    } catch (DesktopException e) {
      LOG.warn("desktop {} could not be stopped and keeps its place: {}", id, e.getMessage());
      departures.failed(id);
      return false;
    }
    departures.gone(id);
    refill();
    return true;
  }

  private void end(Consumer<DesktopId> how) {
    long deadline = System.nanoTime() + limits.close().toNanos();
    List<Boot> booting;
    Set<DesktopId> running;
    synchronized (this) {
      closed = true;
      booting = List.copyOf(boots.values());
      running = Set.copyOf(desktops.keySet());
    }
    booting.forEach(Boot::abandon);
    AllAtOnce ending = AllAtOnce.start(running, how, threads);
    booting.forEach(boot -> boot.join(Duration.ofNanos(deadline - System.nanoTime())));
    if (!ending.await(deadline)) {
      LOG.warn("a desktop did not stop within {}: the next start sweeps it", limits.close());
    }
  }
}
