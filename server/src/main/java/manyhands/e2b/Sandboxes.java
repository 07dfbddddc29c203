package manyhands.e2b;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopId;
import manyhands.desktop.Machine;
import manyhands.session.Kept;
import manyhands.session.OpenDesktops;
import manyhands.session.Outside;
import manyhands.session.SessionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sandboxes that run here: each is an open desktop with a time to end. They outlive the server
/// as open desktops do. Safe for use by many threads.
public final class Sandboxes implements EnvdSandboxes, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sandboxes.class);

  /// How exact a time to end is.
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /// A paused one still takes memory and a desktop's place: it is not kept for ever.
  private static final Duration KEPT_PAUSED = Duration.ofHours(24);

  private static final String ACTOR = "e2b";

  private final OpenDesktops desktops;
  private final String kind;
  private final SandboxShelf shelf;
  private final EnvdRooms rooms;
  private final Outside outside;
  private final Map<String, LiveSandbox> all = new ConcurrentHashMap<>();

  /// Held while one is being paused, resumed or given another time.
  private final ReentrantLock turning = new ReentrantLock();

  private @Nullable Thread keeper;

  /// `kind` is the kind of desktop that sandboxes are.
  public Sandboxes(
      OpenDesktops desktops, String kind, SandboxShelf shelf, EnvdRooms rooms, Outside outside) {
    this.desktops = desktops;
    this.kind = kind;
    this.shelf = shelf;
    this.rooms = rooms;
    this.outside = outside;
  }

  InstantSource clock() {
    return outside.clock();
  }

  /// Takes over the sandboxes of the server before this one, once their desktops are there.
  public void start() {
    Thread thread = outside.threads().newThread(this::keep);
    keeper = thread;
    for (SandboxNote note : shelf.all()) {
      try {
        all.put(note.id(), new LiveSandbox(note, machine(note, "is there again")));
        keepOpen(note);
      } catch (SessionException | DesktopException e) {
        LOG.info("sandbox {} is gone: {}", note.id(), e.getMessage());
        shelf.remove(note.id());
      }
    }
    thread.start();
  }

  private Machine machine(SandboxNote note, String words) {
    return work(note, words, machine -> machine);
  }

  private <T> T work(SandboxNote note, String words, Function<Machine, T> work) {
    DesktopId id = new DesktopId(note.desktop());
    return desktops.work(id, ACTOR, "sandbox " + note.id() + " " + words, work);
  }

  private void keep() {
    try {
      while (true) {
        Thread.sleep(LOOK_EVERY);
        for (LiveSandbox one : all.values()) {
          lookSafely(one);
        }
        rooms.look();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What goes wrong with one keeps no other from its end; it is tried again at the next look.
  private void lookSafely(LiveSandbox one) {
    try {
      look(one);
    } catch (RuntimeException e) {
      LOG.warn("sandbox {} could not be paused or ended: {}", one.id(), e.toString());
    }
  }

  private void look(LiveSandbox one) {
    if (desktops.find(new DesktopId(one.note().desktop())).isEmpty()) {
      LOG.info("sandbox {} is gone: its desktop was closed", one.id());
      forget(one.id());
    } else if (!clock().instant().isBefore(one.note().endAt())) {
      over(one);
    }
  }

  /// Until its end, however little it is used.
  private void keepOpen(SandboxNote note) {
    desktops.keep(
        new DesktopId(note.desktop()),
        new Kept("sandbox " + note.id(), note.endAt(), note.paused()));
  }

  private void over(LiveSandbox one) {
    if (one.note().paused() || !one.note().life().atEnd().pauses()) {
      var _ = end(one.id(), one.note().paused() ? "it was paused for long" : "its time is over");
      return;
    }
    try {
      var _ = pause(one.id());
    } catch (DesktopException e) {
      LOG.warn("sandbox {} cannot be paused and is ended: {}", one.id(), e.getMessage());
      var _ = end(one.id(), "its time is over");
    }
  }

  /// What others reach of a sandbox, and what it reaches.
  ///
  /// @param publicPorts whether its ports want no token
  /// @param host what programs behind its ports are told that they are called; null for the name
  ///   that was asked for
  /// @param alone whether it has no network
  record Ways(boolean publicPorts, @Nullable String host, boolean alone) {}

  /// How a sandbox is to be.
  record Wanted(
      String template,
      Duration time,
      SandboxNote.AtEnd atEnd,
      Ways ways,
      Map<String, String> metadata,
      Map<String, String> variables) {}

  SandboxNote create(Wanted wanted) {
    // Who knows it reaches its public ports.
    String id = "i" + (outside.ids().get() + outside.ids().get()).replaceAll("[^a-z0-9]", "");
    DesktopId desktop = desktops.open(kind, wanted.ways().alone()).id();
    Instant now = clock().instant();
    SandboxNote note =
        new SandboxNote(
            id,
            desktop.value(),
            wanted.template(),
            new SandboxNote.Keys(secret("ea_"), wanted.ways().publicPorts() ? null : secret("ta_")),
            wanted.ways().host(),
            wanted.metadata(),
            wanted.variables(),
            new SandboxNote.Life(now, now.plus(wanted.time()), wanted.atEnd(), false));
    boolean kept = false;
    try {
      Machine machine = work(note, "was created", made -> marked(made, note));
      shelf.keep(note);
      keepOpen(note);
      all.put(id, new LiveSandbox(note, machine));
      kept = true;
    } finally {
      if (!kept) {
        desktops.close(desktop, ACTOR);
      }
    }
    return note;
  }

  /// Programs look there for whether, and which, they are in. A machine that has it already keeps
  /// its own.
  private static Machine marked(Machine machine, SandboxNote note) {
    var _ =
        new Shell(machine)
            .run(
                "/run/e2b",
                """
                { mkdir -p /run/e2b && cd /run/e2b && printf true > .E2B_SANDBOX \
                  && printf %s "$1" > .E2B_SANDBOX_ID && printf %s "$2" > .E2B_TEMPLATE_ID
                } 2> /dev/null || true
                """,
                note.id(),
                note.template());
    return machine;
  }

  private String secret(String prefix) {
    return prefix + outside.ids().get() + outside.ids().get();
  }

  Optional<SandboxNote> note(String id) {
    return Optional.ofNullable(all.get(id)).map(LiveSandbox::note);
  }

  /// The youngest first.
  List<SandboxNote> notes() {
    return all.values().stream()
        .map(LiveSandbox::note)
        .sorted(
            Comparator.comparing(SandboxNote::startedAt).thenComparing(SandboxNote::id).reversed())
        .toList();
  }

  /// Sets when a running one ends, or only later than it would; empty when no such one runs.
  Optional<SandboxNote> endIn(String id, Duration time, boolean onlyLater) {
    turning.lock();
    try {
      LiveSandbox one = all.get(id);
      if (one == null || one.note().paused()) {
        return Optional.empty();
      }
      Instant end = clock().instant().plus(time);
      boolean sooner = end.isBefore(one.note().endAt());
      if (onlyLater && sooner) {
        return Optional.of(one.note());
      }
      Optional<SandboxNote> turned = turn(one, one.note().until(end));
      turned.ifPresent(this::keepOpen);
      return turned;
    } finally {
      turning.unlock();
    }
  }

  /// Writes down first how it is to be, so that a server that dies in between knows what was meant;
  /// empty when it was ended meanwhile.
  private Optional<SandboxNote> turn(LiveSandbox one, SandboxNote note) {
    LiveSandbox turned =
        all.computeIfPresent(
            note.id(),
            (_, _) -> {
              shelf.keep(note);
              return new LiveSandbox(note, one.machine());
            });
    return Optional.ofNullable(turned).map(LiveSandbox::note);
  }

  /// Lets it stand still, and breaks off what comes out of it; false when no such one runs. Fails
  /// as [Machine#pause] does, and then it runs on.
  boolean pause(String id) {
    turning.lock();
    try {
      LiveSandbox one = all.get(id);
      if (one == null || one.note().paused()) {
        return false;
      }
      Instant end = clock().instant().plus(KEPT_PAUSED);
      Optional<SandboxNote> turned = turn(one, one.note().pausedUntil(end));
      if (turned.isEmpty()) {
        return false;
      }
      boolean done = false;
      try {
        rooms.breakOff(id);
        work(
            one.note(),
            "was paused",
            machine -> {
              machine.pause();
              return machine;
            });
        keepOpen(turned.get());
        done = true;
      } finally {
        if (!done) {
          var _ = turn(one, one.note());
        }
      }
      return true;
    } finally {
      turning.unlock();
    }
  }

  /// Lets a paused one go on and end after that time; empty when none of that name is paused.
  Optional<SandboxNote> resume(String id, Duration time) {
    turning.lock();
    try {
      LiveSandbox one = all.get(id);
      if (one == null || !one.note().paused()) {
        return Optional.empty();
      }
      SandboxNote running = one.note().until(clock().instant().plus(time));
      boolean done = false;
      keepOpen(running);
      try {
        work(
            one.note(),
            "was resumed",
            machine -> {
              machine.resume();
              return machine;
            });
        done = true;
      } finally {
        if (!done) {
          keepOpen(one.note());
        }
      }
      return turn(one, running);
    } finally {
      turning.unlock();
    }
  }

  /// False when there is none of that name.
  boolean end(String id, String why) {
    LiveSandbox one = forget(id);
    if (one == null) {
      return false;
    }
    try {
      desktops.close(new DesktopId(one.note().desktop()), "E2B: " + why);
    } catch (SessionException _) {
      // Somebody has closed it already.
    }
    return true;
  }

  private @Nullable LiveSandbox forget(String id) {
    LiveSandbox one = all.remove(id);
    if (one != null) {
      rooms.forget(id);
      shelf.remove(id);
    }
    return one;
  }

  /// One that is paused and wants it so goes on for that.
  @Override
  public Optional<EnvdSandbox> find(String id) {
    LiveSandbox one = all.get(id);
    if (one != null && one.note().paused() && one.note().life().atEnd().resumes()) {
      try {
        var _ = resume(id, SandboxOrder.USUAL);
      } catch (SessionException | DesktopException e) {
        LOG.warn("sandbox {} cannot go on: {}", id, e.getMessage());
      }
    }
    return running(id);
  }

  Optional<EnvdSandbox> running(String id) {
    return Optional.ofNullable(all.get(id)).filter(one -> !one.note().paused()).map(one -> one);
  }

  @Override
  public List<EnvdSandbox> all() {
    return all.values().stream()
        .filter(one -> !one.note().paused())
        .<EnvdSandbox>map(it -> it)
        .toList();
  }

  /// Leaves the sandboxes to the next start.
  @Override
  public void close() {
    if (keeper != null) {
      keeper.interrupt();
    }
    rooms.close();
  }
}
