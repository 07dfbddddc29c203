package manyhands.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import manyhands.simulation.Step.Effect;
import manyhands.simulation.Step.Kind;
import org.jspecify.annotations.Nullable;

/// Lets the threads of the engine go on one at a time: each waits at its next step until the seed
/// picks it, and the next is picked when everything stands still again. Time passes when nothing
/// else can happen, or when the seed says so.
final class Steps implements InstantSource {

  /// Scans in a row that must find everything standing still when somebody waits for a monitor:
  /// whoever gets it is woken a moment later.
  private static final int STILL = 3;

  private static final int YIELDS = 200;
  private static final long PAUSE_NANOS = 2_000;

  private final List<Step> waiting = new ArrayList<>();
  private final Random random;
  private Instant now = Instant.parse("2026-01-31T12:00:00Z");
  private Duration jumped = Duration.ZERO;

  /// A kind of step that this seed makes slow.
  private final @Nullable Kind slow;

  Steps(Random random) {
    this.random = random;
    List<Kind> kinds = List.of(Kind.values());
    this.slow = random.nextInt(3) == 0 ? null : kinds.get(random.nextInt(kinds.size()));
  }

  /// Waits for its turn, and lets it happen.
  <T> T take(Life life, Kind kind, String words, Effect<T> effect) {
    life.check();
    Step step = new Step(kind, words, life, null, effect);
    enter(step);
    return effect.happen(step.await());
  }

  void sleep(Life life, Duration time) throws InterruptedException {
    life.check();
    Step step = new Step(Kind.SLEEP, time.toString(), life, monotonic().plus(time), _ -> null);
    enter(step);
    if (step.await().interrupted()) {
      boolean _ = Thread.interrupted();
      throw new InterruptedException();
    }
  }

  private synchronized void enter(Step step) {
    waiting.add(step);
  }

  private synchronized Instant monotonic() {
    return now;
  }

  /// The time of day, which may jump.
  @Override
  public synchronized Instant instant() {
    return now.plus(jumped);
  }

  synchronized void jump(Duration by) {
    jumped = jumped.plus(by);
  }

  /// Picks whose turn it is; null when nobody waits for one.
  synchronized @Nullable Step next() {
    List<Step> ready = new ArrayList<>(waiting.stream().filter(this::isDue).toList());
    List<Step> asleep = new ArrayList<>(waiting.stream().filter(step -> !isDue(step)).toList());
    if (!asleep.isEmpty() && (ready.isEmpty() || random.nextInt(20) == 0)) {
      asleep.sort(Comparator.comparing(step -> step.due == null ? now : step.due));
      Step first = asleep.getFirst();
      now = first.due == null ? now : first.due;
      ready = new ArrayList<>(List.of(first));
    }
    if (slow != null && random.nextInt(10) != 0) {
      List<Step> quick = ready.stream().filter(step -> step.kind != slow).toList();
      ready = quick.isEmpty() ? ready : new ArrayList<>(quick);
    }
    if (ready.isEmpty()) {
      return null;
    }
    ready.sort(Comparator.comparing(Step::who));
    Step chosen = ready.get(random.nextInt(ready.size()));
    waiting.remove(chosen);
    return chosen;
  }

  private boolean isDue(Step step) {
    return step.due == null || !step.due.isAfter(now) || step.isInterrupted();
  }

  /// Everything that is under way, in a fixed order; it waits no longer.
  synchronized List<Step> abandon() {
    List<Step> all = waiting.stream().sorted(Comparator.comparing(Step::who)).toList();
    waiting.clear();
    return all;
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  /// Waits until no thread of a life can go on by itself.
  @SuppressWarnings("ThreadPriorityCheck")
  static void awaitStill(Life life) {
    int still = 0;
    for (int scans = 1; still < STILL; scans++) {
      boolean blocked = false;
      boolean runs = false;
      for (Thread thread : life.alive()) {
        Thread.State state = thread.getState();
        runs |= state == Thread.State.RUNNABLE;
        blocked |= state == Thread.State.BLOCKED;
      }
      still = runs ? 0 : blocked ? still + 1 : STILL;
      if (still < STILL && scans % YIELDS != 0) {
        Thread.yield();
      } else if (still < STILL) {
        pause();
      }
    }
  }

  /// Lets everybody else run. A carrier serves one queue as long as there is something in it:
  /// whoever only yields may keep it from those that monitors wake, who come through another.
  static void pause() {
    LockSupport.parkNanos(PAUSE_NANOS);
  }
}
