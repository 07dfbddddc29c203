package manyhands.seat;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import manyhands.desktop.Action;
import manyhands.desktop.Comparison;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.Frame;
import manyhands.event.Event.Outcome;
import org.jspecify.annotations.Nullable;

/// One desktop, one hand on the mouse. Everything that anybody does to a screen comes through
/// [#perform], one action at a time:
///
/// ```
/// who holds it? -> record the intent -> still as seen? -> perform -> record the outcome
///       |                                   |
///    Refused                              Stale
/// ```
///
/// A seat that nobody took serves everyone, as on a desktop without an agent.
public final class Seat {

  private final Desktop desktop;
  private final Sleeper sleeper;
  private final ReentrantLock hand = new ReentrantLock(true);
  private final Condition left = hand.newCondition();
  private volatile @Nullable Actor holder;

  /// Something that lets time pass.
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  public Seat(Desktop desktop) {
    this(desktop, Thread::sleep);
  }

  public Seat(Desktop desktop, Sleeper sleeper) {
    this.desktop = desktop;
    this.sleeper = sleeper;
  }

  public Desktop desktop() {
    return desktop;
  }

  /// Who has the seat for itself; null when it serves everyone.
  public @Nullable Actor holder() {
    return holder;
  }

  /// Gives the seat to an actor alone, after the action that is being performed. Keys and buttons
  /// that the one before held down are released.
  public void take(Actor actor) {
    hand.lock();
    try {
      if (!actor.equals(holder)) {
        holder = actor;
        letGo();
      }
    } finally {
      hand.unlock();
    }
  }

  /// Lets everyone use the seat again, if this actor has it.
  public void leave(Actor actor) {
    hand.lock();
    try {
      if (actor.equals(holder)) {
        holder = null;
        letGo();
        left.signalAll();
      }
    } finally {
      hand.unlock();
    }
  }

  /// Waits until nobody else has the seat.
  public void awaitTurn(Actor actor) throws InterruptedException {
    hand.lockInterruptibly();
    try {
      while (holder != null && !actor.equals(holder)) {
        left.await();
      }
    } finally {
      hand.unlock();
    }
  }

  /// Performs one action. With `seen`, only if the screen still is what that frame shows where it
  /// matters. Throws only what its recorder throws: what the desktop does wrong is a result.
  public SeatResult perform(
      Actor actor, Action action, @Nullable Frame seen, ActionRecorder recorder) {
    if (action instanceof Action.Wait) {
      return recorded(actor, action, null, recorder);
    }
    hand.lock();
    try {
      return recorded(actor, action, seen, recorder);
    } finally {
      hand.unlock();
    }
  }

  private SeatResult recorded(
      Actor actor, Action action, @Nullable Frame seen, ActionRecorder recorder) {
    recorder.intended();
    long began = System.nanoTime();
    SeatResult result;
    try {
      result = attempt(actor, action, seen);
    } catch (RuntimeException | Error bug) {
      end(recorder, Outcome.FAILED, "an internal error: " + bug, began);
      throw bug;
    }
    switch (result) {
      case SeatResult.Performed _ -> end(recorder, Outcome.PERFORMED, "", began);
      case SeatResult.Stale stale -> end(recorder, Outcome.STALE, stale.words(), began);
      case SeatResult.Refused refused -> end(recorder, Outcome.REFUSED, refused.words(), began);
      case SeatResult.Failed failed -> end(recorder, Outcome.FAILED, failed.message(), began);
      case SeatResult.Interrupted _ -> end(recorder, Outcome.FAILED, "interrupted", began);
    }
    return result;
  }

  private SeatResult attempt(Actor actor, Action action, @Nullable Frame seen) {
    Actor other = holder;
    if (other != null && !other.equals(actor)) {
      return new SeatResult.Refused(other);
    }
    try {
      if (Thread.currentThread().isInterrupted()) {
        return new SeatResult.Interrupted();
      }
      if (action instanceof Action.Wait wait) {
        sleeper.sleep(Duration.ofMillis(wait.millis()));
        return new SeatResult.Performed();
      }
      if (seen != null && desktop.compare(seen, action) instanceof Comparison.Changed changed) {
        return new SeatResult.Stale(changed.where());
      }
      desktop.perform(action);
      return new SeatResult.Performed();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new SeatResult.Interrupted();
    } catch (DesktopException failure) {
      return failure.code() == Code.INTERRUPTED || Thread.currentThread().isInterrupted()
          ? new SeatResult.Interrupted()
          : new SeatResult.Failed(failure.code(), String.valueOf(failure.getMessage()));
    } finally {
      if (Thread.currentThread().isInterrupted()) {
        letGo();
      }
    }
  }

  /// The desktop lets go of what an action pressed by itself; this is for what `MouseDown` left.
  private void letGo() {
    try {
      desktop.release();
    } catch (DesktopException _) {
      // A desktop that is gone holds no keys.
    }
  }

  // The outcome must be written even by a thread that was told to stop: a store may refuse to work
  // for an interrupted one.
  private static void end(ActionRecorder recorder, Outcome outcome, String message, long began) {
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    boolean interrupted = Thread.interrupted();
    try {
      recorder.ended(outcome, message, took);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
