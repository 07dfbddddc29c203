package manyhands.seat;

import java.time.Duration;
import manyhands.desktop.Action;
import manyhands.desktop.Comparison;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.Frame;
import manyhands.event.Event.Outcome;
import org.jspecify.annotations.Nullable;

/// One desktop, one hand on the mouse. Everything that anybody does to a screen comes through
/// [#perform], one action at a time, or [#touch], a person's every key and click as it is:
///
/// ```
/// who has it? ─> record the intent ─> still as seen? ─> perform ─> record the outcome
///      └ Refused                            └ Stale        └ CutShort, when a person comes
///
/// everyone's ──a person's first click or key, or take──> a person's
///     ^                                                    │ every act renews
///     └── quiet for a while, handed back, desktop gone ────┘
/// ```
///
/// A seat that no person took serves everyone.
public final class Seat implements AutoCloseable {

  /// An agent that waits long looks so often whether a person has taken its seat.
  private static final Duration WAIT_SLICE = Duration.ofMillis(250);

  private final Desktop desktop;
  private final Sleeper sleeper;
  private final Holding holding;
  private final SecretKeys secrets;

  /// Something that lets time pass.
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  public Seat(Desktop desktop) {
    this(desktop, SeatTerms.UNRECORDED);
  }

  public Seat(Desktop desktop, SeatTerms terms) {
    this(desktop, terms, Thread::sleep);
  }

  public Seat(Desktop desktop, Sleeper sleeper) {
    this(desktop, SeatTerms.UNRECORDED, sleeper);
  }

  public Seat(Desktop desktop, SeatTerms terms, Sleeper sleeper) {
    this.desktop = desktop;
    this.sleeper = sleeper;
    this.holding = new Holding(desktop, terms);
    this.secrets = terms.secrets();
  }

  public Desktop desktop() {
    return desktop;
  }

  /// The person who has the seat; null when it serves everyone.
  public Actor.@Nullable Human holder() {
    Hold now = holding.lately();
    return now == null ? null : now.person;
  }

  /// How long it is kept if nothing more is done; zero when it serves everyone.
  public Duration keptFor() {
    Hold now = holding.lately();
    return now == null || now.left().isNegative() ? Duration.ZERO : now.left();
  }

  /// Grows each time a person takes the seat, so that somebody who looked away can tell.
  public long takes() {
    return holding.takes();
  }

  /// How long, in all, people have had it.
  public Duration held() {
    return holding.held();
  }

  /// Gives the seat to a person, or lets them keep it longer. An agent's action that is being
  /// performed is cut short, and what it held down is released. Throws what the recorder throws;
  /// `CLOSED` once the seat is closed, `UNAVAILABLE` while the desktop stands still.
  public void take(Actor.Human person) {
    holding.lockAtOnce();
    try {
      var _ = holding.take(person);
    } finally {
      holding.unlock();
    }
  }

  /// Lets everyone use the seat again; `why` says to people and models how it came.
  public void handBack(String why) {
    holding.handBack(why);
  }

  /// The desktop stands still: what anybody does is refused with these words, and is not done
  /// later; null lets it go on.
  public void stand(@Nullable String why) {
    holding.stand(why);
  }

  /// The desktop goes: nobody can take the seat any more.
  public void close(String why) {
    holding.close(why);
  }

  @Override
  public void close() {
    close("the desktop was closed");
  }

  /// Waits until no person has the seat.
  public void awaitTurn() throws InterruptedException {
    holding.awaitTurn();
  }

  /// Something that a person does through a connection of their own: `deliver`, which must not
  /// wait, sends it there. The first click or key takes the seat, and arrives, too. False when it
  /// was not let through: the person does not have the seat, and this does not take it, or the
  /// desktop stands still. Throws as [#take].
  public boolean touch(Actor.Human person, Touch what, Visitor visitor, Runnable deliver) {
    if ((!what.counts() && holding.lately() == null) || holding.still() != null) {
      return false;
    }
    holding.lockAtOnce();
    try {
      if ((!what.counts() && holding.now() == null) || holding.still() != null) {
        return false;
      }
      Hold hold = holding.take(person);
      hold.by(visitor);
      hold.did(what);
      deliver.run();
      return true;
    } finally {
      holding.unlock();
    }
  }

  /// A person's connection has ended: what was held down through it is released.
  public void leave(Visitor visitor) {
    holding.forget(visitor);
  }

  /// Performs one action. With `seen`, only if the screen still is what that frame shows where it
  /// matters. Throws only what its recorder throws: what the desktop does wrong is a result.
  public SeatResult perform(
      Actor actor, Action action, @Nullable Frame seen, ActionRecorder recorder) {
    if (action instanceof Action.Wait) {
      return recorded(actor, action, null, recorder);
    }
    holding.lock();
    try {
      return recorded(actor, action, seen, recorder);
    } finally {
      holding.unlock();
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
      case SeatResult.CutShort cut -> end(recorder, Outcome.FAILED, cut.words(), began);
      case SeatResult.Failed failed -> end(recorder, Outcome.FAILED, failed.message(), began);
      case SeatResult.Interrupted _ -> end(recorder, Outcome.FAILED, "interrupted", began);
    }
    return result;
  }

  private SeatResult attempt(Actor actor, Action action, @Nullable Frame seen) {
    try {
      if (Thread.currentThread().isInterrupted()) {
        return new SeatResult.Interrupted();
      }
      if (action instanceof Action.Wait wait) {
        return await(actor, Duration.ofMillis(wait.millis()));
      }
      String still = holding.still();
      if (still != null) {
        return new SeatResult.Failed(Code.UNAVAILABLE, still);
      }
      Hold hold = holding.now();
      if (hold != null && !hold.person.equals(actor)) {
        return new SeatResult.Refused(hold.person);
      }
      if (seen != null && desktop.compare(seen, action) instanceof Comparison.Changed changed) {
        return new SeatResult.Stale(changed.where());
      }
      if (action instanceof Action.TypeSecret secret) {
        type(actor, secret);
      } else {
        desktop.perform(action);
      }
      if (hold != null) {
        hold.did(Touch.of(action));
        hold.renew();
      }
      return new SeatResult.Performed();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new SeatResult.Interrupted();
    } catch (DesktopException failure) {
      if (Thread.currentThread().isInterrupted()) {
        return new SeatResult.Interrupted();
      }
      return failure.code() == Code.INTERRUPTED
          ? new SeatResult.CutShort()
          : new SeatResult.Failed(failure.code(), String.valueOf(failure.getMessage()));
    } finally {
      if (Thread.currentThread().isInterrupted()) {
        holding.letGo();
      }
    }
  }

  /// Nobody but the desktop gets to know the keys, and an error does not tell them either.
  private void type(Actor actor, Action.TypeSecret secret) {
    if (!(actor instanceof Actor.Agent)) {
      throw new DesktopException(
          Code.BAD_ACTION, "secrets are typed for agents alone: type what you know yourself");
    }
    String keys = secrets.of(secret);
    try {
      desktop.perform(new Action.Type(keys));
    } catch (DesktopException failure) {
      throw failure.code() == Code.BAD_ACTION
          ? new DesktopException(Code.BAD_ACTION, "this keyboard cannot type that secret")
          : failure;
    }
  }

  /// Keeps nobody from the mouse.
  private SeatResult await(Actor actor, Duration time) throws InterruptedException {
    Duration left = time;
    do {
      Actor.Human person = holder();
      if (person != null && !person.equals(actor)) {
        return new SeatResult.Refused(person);
      }
      Duration slice = left.compareTo(WAIT_SLICE) < 0 ? left : WAIT_SLICE;
      sleeper.sleep(slice);
      left = left.minus(slice);
    } while (left.isPositive());
    return new SeatResult.Performed();
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
