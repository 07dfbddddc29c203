package manyhands.session;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import manyhands.desktop.Action;
import manyhands.desktop.Adoption;
import manyhands.desktop.Capture;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopId;
import manyhands.desktop.Frame;
import manyhands.desktop.Look;
import manyhands.desktop.Machine;
import manyhands.desktop.Patience;
import manyhands.desktop.Settled;
import manyhands.event.Event;
import manyhands.event.Event.DesktopClosed;
import manyhands.event.Event.DesktopOpened;
import manyhands.event.LogException;
import manyhands.event.SessionId;
import manyhands.seat.Seat;
import manyhands.seat.TakenSeats;
import manyhands.session.SessionException.Code;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The open desktops of this server, from the same pools as those of agents.
public final class LiveDesktops implements OpenDesktops {

  private static final Logger LOG = LoggerFactory.getLogger(LiveDesktops.class);

  /// Long enough for desktops that are well; the start waits no longer for others.
  private static final Duration ADOPTED_WITHIN = Duration.ofSeconds(1);

  /// So long somebody waits who wants one that is still being taken over: half as long as that may
  /// take, and longer than any that is well needs.
  private static final Duration AWAITED = Duration.ofSeconds(30);

  private final SessionParts parts;
  private final Map<DesktopId, OpenDesktop> open = new ConcurrentHashMap<>();

  /// Those that are being taken over, each by a thread.
  private final Map<DesktopId, Thread> coming = new ConcurrentHashMap<>();

  private int starting;
  private boolean closed;

  public LiveDesktops(SessionParts parts) {
    this.parts = parts;
  }

  /// Takes over the desktops that the server before this one had. To be called once, before the
  /// first command. One whose screen takes its time is there once it has answered.
  public void start() {
    List<LeftOpen> left = LeftOpen.in(parts.log());
    for (DesktopKind kind : parts.desktops().kinds()) {
      List<LeftOpen> ours =
          left.stream().filter(one -> one.opened().kind().equals(kind.name())).toList();
      Set<DesktopId> ids =
          ours.stream().map(one -> one.opened().desktop()).collect(Collectors.toSet());
      try {
        var _ = kind.pool().expect(ids);
      } catch (DesktopException e) {
        LOG.warn("desktops of kind {} cannot be found now: {}", kind.name(), e.getMessage());
      }
      ours.forEach(one -> coming.put(one.opened().desktop(), adopter(kind, one)));
    }
    List<Thread> adopting = List.copyOf(coming.values());
    adopting.forEach(Thread::start);
    long deadline = System.nanoTime() + ADOPTED_WITHIN.toNanos();
    try {
      for (Thread thread : adopting) {
        thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread adopter(DesktopKind kind, LeftOpen left) {
    return parts
        .outside()
        .threads()
        .newThread(() -> {
          try {
            adopt(kind, left);
          } finally {
            coming.remove(left.opened().desktop());
          }
        });
  }

  private void adopt(DesktopKind kind, LeftOpen left) {
    DesktopId id = left.opened().desktop();
    try {
      switch (kind.pool().adopt(id)) {
        case Adoption.Adopted adopted -> resume(adopted.desktop(), kind, left);
        case Adoption.Gone _ -> ended(left.stream(), id, "it ended while no server was there");
        case Adoption.Silent silent -> {
          kind.pool().release(id);
          ended(left.stream(), id, "it did not answer to the new server: " + silent.reason());
        }
      }
    } catch (DesktopException e) {
      LOG.warn("desktop {} is not taken over: {}", id, e.getMessage());
    }
  }

  private void resume(Desktop desktop, DesktopKind kind, LeftOpen left) {
    Duration unused = left.unused(parts.outside().clock().instant(), parts.limits().idle());
    OpenDesktop one = new OpenDesktop(desktop, kind, left.createdAt(), unused, parts);
    List<Event> seats = TakenSeats.in(parts.log(), left.stream()).returned("the server restarted");
    if (!seats.isEmpty()) {
      var _ = parts.log().append(left.stream(), seats);
    }
    synchronized (this) {
      if (closed) {
        kind.pool().leave(desktop.id());
        return;
      }
      open.put(desktop.id(), one);
    }
    parts.desktops().recordings().begin(one.desktop(), one.stream().value());
    parts.outside().threads().newThread(() -> closeWhenIdle(one)).start();
  }

  @Override
  public DesktopView open(@Nullable String kindName, boolean alone) {
    DesktopKind kind = parts.desktops().choose(kindName);
    takePlace();
    try {
      return start(kind, alone);
    } finally {
      synchronized (this) {
        starting--;
      }
    }
  }

  private synchronized void takePlace() {
    refuseWhenClosed();
    int most = parts.limits().desktops();
    if (open.size() + starting >= most) {
      throw new SessionException(
          Code.BUSY, "%d desktops are open, and no more are allowed: close one".formatted(most));
    }
    starting++;
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new SessionException(Code.SHUTTING_DOWN, "the server is shutting down");
    }
  }

  private DesktopView start(DesktopKind kind, boolean alone) {
    long began = System.nanoTime();
    DesktopId id = new DesktopId("d-" + parts.outside().ids().get());
    Desktop desktop = alone ? kind.acquireAlone(id) : kind.acquire(id);
    OpenDesktop one = new OpenDesktop(desktop, kind, parts);
    try {
      int millis = (int) Duration.ofNanos(System.nanoTime() - began).toMillis();
      var _ =
          parts
              .log()
              .append(
                  one.stream(),
                  new DesktopOpened(desktop.id(), kind.name(), desktop.size(), millis));
      synchronized (this) {
        refuseWhenClosed();
        open.put(desktop.id(), one);
      }
    } catch (RuntimeException e) {
      kind.pool().release(desktop.id());
      throw e;
    }
    parts.desktops().recordings().begin(one.desktop(), one.stream().value());
    parts.outside().threads().newThread(() -> closeWhenIdle(one)).start();
    return one.view(parts.limits().idle());
  }

  private void closeWhenIdle(OpenDesktop one) {
    try {
      while (open.containsKey(one.desktop().id())) {
        Duration left = one.left(parts.outside().clock().instant(), parts.limits().idle());
        if (!left.isPositive()) {
          end(one, "nobody used it for " + parts.limits().idle().toSeconds() + " s");
          return;
        }
        // What keeps it may end sooner than it said.
        Thread.sleep(left.compareTo(parts.limits().idle()) > 0 ? parts.limits().idle() : left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Optional<DesktopView> find(DesktopId id) {
    return Optional.ofNullable(there(id)).map(one -> one.view(parts.limits().idle()));
  }

  @Override
  public List<DesktopView> list() {
    return open.values().stream()
        .map(one -> one.view(parts.limits().idle()))
        .sorted(Comparator.comparing(DesktopView::createdAt))
        .toList();
  }

  @Override
  public Picture look(DesktopId id, Capture capture) {
    return Picture.live(see(id, capture).screenshot(), parts.outside().clock().instant());
  }

  @Override
  public Look see(DesktopId id, Capture capture) {
    OpenDesktop one = used(id);
    try {
      return one.desktop().look(capture);
    } catch (DesktopException e) {
      throw gone(one, e);
    }
  }

  @Override
  public Seat seat(DesktopId id) {
    return used(id).seat();
  }

  @Override
  public void perform(DesktopId id, String actor, Action action, @Nullable Frame seen) {
    OpenDesktop one = used(id);
    try {
      one.perform(parts.log(), actor, action, seen);
    } catch (DesktopException e) {
      throw gone(one, e);
    }
  }

  @Override
  public Settled settle(DesktopId id, Patience patience) {
    OpenDesktop one = used(id);
    try {
      return one.desktop().settle(patience);
    } catch (DesktopException e) {
      throw gone(one, e);
    }
  }

  @Override
  public <T> T work(DesktopId id, String actor, String words, Function<Machine, T> work) {
    OpenDesktop one = used(id);
    try {
      return one.work(parts.log(), actor, words, work);
    } catch (DesktopException e) {
      throw gone(one, e);
    }
  }

  private OpenDesktop used(DesktopId id) {
    OpenDesktop one = there(id);
    if (one == null) {
      throw unknown(id);
    }
    one.used(parts.outside().clock().instant());
    return one;
  }

  /// Waits for one that is being taken over; null when it is none.
  private @Nullable OpenDesktop there(DesktopId id) {
    Thread adopting = coming.get(id);
    OpenDesktop one = open.get(id);
    if (one != null || adopting == null) {
      return one;
    }
    try {
      boolean _ = adopting.join(AWAITED);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return open.get(id);
  }

  private static SessionException unknown(DesktopId id) {
    return new SessionException(Code.NO_SUCH_DESKTOP, "no desktop " + id + " is open");
  }

  /// A desktop that can never answer again is closed.
  private DesktopException gone(OpenDesktop one, DesktopException e) {
    switch (e.code()) {
      case LOST, PROTOCOL, CLOSED -> end(one, "it was lost: " + Words.of(e));
      case UNAVAILABLE,
          START_FAILED,
          AUTHENTICATION,
          TIMEOUT,
          BAD_ACTION,
          NO_SUCH_FILE,
          TOO_LARGE,
          UNSUPPORTED,
          INTERRUPTED -> {}
    }
    return e;
  }

  @Override
  public void keep(DesktopId id, Kept kept) {
    used(id).keep(kept);
  }

  @Override
  public void close(DesktopId id, String by) {
    OpenDesktop one = there(id);
    if (one == null) {
      throw unknown(id);
    }
    end(one, "closed by " + by);
  }

  private void end(OpenDesktop one, String reason) {
    DesktopId id = one.desktop().id();
    if (open.remove(id) == null) {
      return;
    }
    one.seat().close();
    try {
      one.kind().pool().release(id);
    } catch (DesktopException e) {
      LOG.warn("desktop {} could not be stopped: {}", id, e.getMessage());
    }
    ended(one.stream(), id, reason);
  }

  private void ended(SessionId stream, DesktopId id, String reason) {
    try {
      var _ = parts.log().append(stream, new DesktopClosed(id, reason));
    } catch (LogException e) {
      LOG.warn("the end of desktop {} cannot be written: {}", id, e.getMessage());
    }
  }

  /// Leaves the desktops to the next start.
  public void leave() {
    synchronized (this) {
      closed = true;
    }
    for (OpenDesktop one : List.copyOf(open.values())) {
      if (open.remove(one.desktop().id(), one)) {
        one.kind().pool().leave(one.desktop().id());
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    List<Thread> ending =
        open.values().stream()
            .map(one -> parts.outside().threads().newThread(() -> end(one, "the server ended")))
            .toList();
    ending.forEach(Thread::start);
    try {
      for (Thread thread : ending) {
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
