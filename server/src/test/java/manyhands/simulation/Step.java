package manyhands.simulation;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Something that a thread of the engine wants of the world; it waits until it is its turn.
final class Step {

  /// What it is about. A crash can come before and after each.
  enum Kind {
    APPEND,
    BLOB,
    MODEL,
    BOOT,
    END_MACHINE,
    OPEN,
    LOOK,
    TOUCH,
    MACHINE,
    SLEEP,
    COMMAND
  }

  /// What the world makes of it.
  @FunctionalInterface
  interface Effect<T> {
    T happen(Verdict verdict);
  }

  /// What the seed says: a fault, if any, and dice for what happens.
  record Verdict(Fault fault, long dice, boolean interrupted) {}

  final Kind kind;
  final String words;
  final Life life;

  /// When it may go on, of a sleep.
  final @Nullable Instant due;

  private final Effect<?> effect;
  private final Thread thread = Thread.currentThread();
  private volatile @Nullable Verdict verdict;
  private volatile boolean interrupted;

  Step(Kind kind, String words, Life life, @Nullable Instant due, Effect<?> effect) {
    this.kind = kind;
    this.words = words;
    this.life = life;
    this.due = due;
    this.effect = effect;
  }

  String who() {
    return thread.getName();
  }

  boolean isInterrupted() {
    return interrupted || thread.isInterrupted();
  }

  void go(Fault fault, long dice) {
    verdict = new Verdict(fault, dice, isInterrupted());
    LockSupport.unpark(thread);
  }

  /// The server dies while this is under way: it happened all the same, or not.
  void goDead(boolean happens, long dice) {
    if (happens) {
      try {
        var _ = effect.happen(new Verdict(Fault.NONE, dice, false));
      } catch (RuntimeException _) {
        // Nobody hears of it any more.
      }
    }
    LockSupport.unpark(thread);
  }

  /// Waits for its turn, as its thread; an interrupt is kept for then.
  Verdict await() {
    while (verdict == null && !life.isDead()) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    life.check();
    Verdict said = verdict;
    if (said == null) {
      throw new Life.Death();
    }
    return said;
  }
}
