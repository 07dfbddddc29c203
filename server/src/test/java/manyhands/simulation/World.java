package manyhands.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.event.Amounts;
import manyhands.event.Budget;
import manyhands.event.Entry;
import manyhands.event.EventJson;
import manyhands.event.MemoryBlobs;
import manyhands.event.MemoryEventLog;
import manyhands.event.SessionId;
import manyhands.session.SessionView;
import org.jspecify.annotations.Nullable;

/// One run: a seed's sessions on a seed's servers, in a storm of faults that passes, until every
/// session has ended and nothing of the engine runs any more.
final class World {

  /// Far beyond what the longest run needs: whoever takes more steps does not end.
  private static final int MOST_STEPS = 30_000;

  /// Nothing moves by itself for so long: it hangs.
  private static final Duration HANG = Duration.ofSeconds(20);

  private static final int REMEMBERED = 400;

  private final Random random;
  private final Menu menu;
  private final Steps steps;
  private final Rack rack = new Rack();
  private final MemoryEventLog log;
  private final Server.Kept kept;
  private final People people;
  private final Deque<String> trace = new ArrayDeque<>();
  private final List<String> wrong = new ArrayList<>();
  private int storm;

  private Server server;
  private int count;
  private int opened;
  private int crashes;
  private int commands;
  private int fullUntil;
  private int hash;
  private @Nullable Thread starting;

  World(long seed) {
    random = new Random(seed);
    menu = Menu.of(random);
    steps = new Steps(random);
    log = new MemoryEventLog(steps);
    kept = new Server.Kept(log, new MemoryBlobs(), rack, new AtomicInteger());
    people = new People(steps, rack);
    storm = 30 + random.nextInt(400);
    server = begin(1);
  }

  /// Runs it to its end and says what was wrong; nothing when all was well.
  List<String> run() {
    try {
      go(() -> isOver());
      storm = 0;
      log.sessions().forEach(id -> people.stop(server, id));
      go(() -> isStill());
      finish();
    } catch (IllegalStateException e) {
      wrong.add(String.valueOf(e.getMessage()));
      crash(false);
    }
    wrong.addAll(server.life.uncaught().stream().map(e -> "nobody caught " + trace(e)).toList());
    wrong.addAll(rack.wrong());
    for (SessionId id : log.sessions()) {
      Invariants.check(entries(id)).forEach(it -> wrong.add(id + ": " + it));
    }
    return wrong;
  }

  private static String trace(Throwable e) {
    StringBuilder words = new StringBuilder(e.toString());
    for (StackTraceElement frame : e.getStackTrace()) {
      words.append("\n    at ").append(frame);
    }
    return words.toString();
  }

  /// The same for the same seed, if everything that matters came in the same order.
  int hash() {
    return hash;
  }

  int steps() {
    return count;
  }

  private Server begin(int number) {
    Server next = new Server(new Life(number), steps, kept, menu.modelFails());
    starting = next.life.threads().newThread(next::start);
    starting.start();
    return next;
  }

  private void finish() {
    rack.units().stream()
        .filter(unit -> !rack.stubborn().contains(unit.id))
        .forEach(unit -> wrong.add("a machine is left: " + unit.id));
    List<String> places = new ArrayList<>();
    server.life.threads().newThread(() -> places.add(server.countPlaces())).start();
    go(() -> isStill());
    server.life.threads().newThread(server::close).start();
    go(() -> isStill());
    places.stream().filter(words -> !words.isEmpty()).forEach(wrong::add);
    rack.units().forEach(unit -> wrong.add("a machine is left after all: " + unit.id));
  }

  /// Lets step after step happen until there is nothing more to wait for.
  private void go(java.util.function.BooleanSupplier until) {
    long moved = System.nanoTime();
    while (true) {
      Steps.awaitStill(server.life);
      restartIfItCouldNotStart();
      if (until.getAsBoolean()) {
        return;
      }
      if (count < storm) {
        stir();
      }
      Step step = steps.next();
      if (step != null) {
        happen(step);
        moved = System.nanoTime();
      } else if (opened < menu.sessions()) {
        open();
      } else if (System.nanoTime() - moved > HANG.toNanos()) {
        throw new IllegalStateException("nothing moves any more:\n" + stacks());
      } else if (!attend()) {
        Steps.pause();
      }
      if (count > MOST_STEPS) {
        throw new IllegalStateException("it does not end:\n" + stacks());
      }
    }
  }

  /// Nobody is left waiting for people who do not come back.
  private boolean attend() {
    boolean waited = false;
    for (SessionId id : log.sessions()) {
      if (!hasEnded(id)) {
        waited |= people.attend(server, SessionView.of(entries(id)));
      }
    }
    if (waited) {
      note("a person: attend");
    }
    return waited;
  }

  private String stacks() {
    StringBuilder words = new StringBuilder();
    for (Thread thread : server.life.alive()) {
      words.append(thread.getName()).append(' ').append(thread.getState()).append('\n');
      for (StackTraceElement frame : thread.getStackTrace()) {
        words.append("    at ").append(frame).append('\n');
      }
    }
    return words.toString();
  }

  private void happen(Step step) {
    count++;
    Fault fault = Fault.NONE;
    if (count < storm) {
      boolean store = step.kind == Step.Kind.APPEND || step.kind == Step.Kind.BLOB;
      fault = store && count < fullUntil ? Fault.NOT_KEPT : menu.fault(step.kind, random);
    }
    note(
        step.who() + " " + step.kind + " " + step.words + (fault == Fault.NONE ? "" : " " + fault));
    step.go(fault, random.nextLong());
  }

  private void note(String words) {
    String line = count + " " + words;
    hash = 31 * hash + line.hashCode();
    trace.addLast(line);
    if (trace.size() > REMEMBERED) {
      trace.removeFirst();
    }
  }

  /// Perhaps something comes from outside.
  private void stir() {
    if (opened < menu.sessions() && random.nextInt(20) == 0) {
      open();
    }
    if (menu.diskFills() && random.nextInt(80) == 0) {
      fullUntil = count + random.nextInt(60);
      note("the disk is full until " + fullUntil);
    }
    if (menu.clockJumps() && random.nextInt(40) == 0) {
      Duration[] jumps = {
        Duration.ofSeconds(262), Duration.ofSeconds(-262), Duration.ofDays(1), Duration.ofDays(-1)
      };
      steps.jump(jumps[random.nextInt(jumps.length)]);
    }
    if (commands < menu.commands() && random.nextInt(40) == 0 && !log.sessions().isEmpty()) {
      commands++;
      note("a person: " + people.anything(server, log.sessions(), random));
    }
    if (crashes < menu.crashes() && random.nextInt(100) == 0) {
      crashes++;
      crash(true);
    }
  }

  private void open() {
    opened++;
    note("a person: open");
    Budget small =
        new Budget(
            4, 1_000, Duration.ofMinutes(30), null, new Amounts(6, null, Duration.ofDays(9), null));
    people.open(
        server,
        1 + random.nextInt(3),
        random.nextInt(5) == 0,
        random.nextInt(4) == 0 ? small : null);
  }

  /// Kills the server: what was under way happened, or not; nobody hears of it.
  private void crash(boolean again) {
    note("the server is killed");
    server.life.die();
    for (Step step : steps.abandon()) {
      boolean happens = random.nextBoolean();
      note((happens ? "  after " : "  before ") + step.who() + " " + step.kind + " " + step.words);
      step.goDead(happens, random.nextLong());
    }
    bury();
    rack.units().forEach(unit -> unit.held = false);
    people.forget();
    if (again) {
      server = begin(server.life.number + 1);
    }
  }

  private void bury() {
    long since = System.nanoTime();
    while (!server.life.alive().isEmpty()) {
      server.life.alive().forEach(Thread::interrupt);
      Steps.pause();
      if (System.nanoTime() - since > HANG.toNanos()) {
        throw new IllegalStateException("threads of a dead server go on:\n" + stacks());
      }
    }
  }

  /// A server whose store does not even let it start is started again.
  private void restartIfItCouldNotStart() {
    Thread thread = starting;
    if (thread != null && thread.getState() == Thread.State.TERMINATED) {
      starting = null;
      boolean failed =
          server.life.uncaught().stream().anyMatch(manyhands.event.LogException.class::isInstance);
      if (failed) {
        crash(true);
      }
    }
  }

  private boolean isOver() {
    return opened == menu.sessions()
        && starting == null
        && isQuiet()
        && log.sessions().stream().allMatch(this::hasEnded);
  }

  /// Nothing goes on except desktops that are kept.
  private boolean isQuiet() {
    return steps.isEmpty() && server.life.alive().isEmpty();
  }

  private boolean isStill() {
    return steps.isEmpty() && server.life.alive().isEmpty();
  }

  private boolean hasEnded(SessionId id) {
    List<Entry> entries = entries(id);
    return EventJson.type(entries.getLast().event()).equals("session:complete");
  }

  private List<Entry> entries(SessionId id) {
    return log.read(id, 0, 100_000);
  }

  /// What was planned, what happened last, and the end of every log.
  String story() {
    StringBuilder words = new StringBuilder(menu + ", storm until " + storm + "\n");
    trace.forEach(line -> words.append(line).append('\n'));
    for (SessionId id : log.sessions()) {
      List<Entry> entries = entries(id);
      words.append(id).append(":\n");
      for (Entry entry : entries.subList(Math.max(0, entries.size() - 60), entries.size())) {
        words.append("  ").append(entry.seq()).append(' ').append(entry.event()).append('\n');
      }
    }
    return words.toString();
  }
}
