package manyhands.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import manyhands.agent.Answer.Call;
import manyhands.desktop.Action;
import manyhands.desktop.DesktopException;
import manyhands.desktop.Frame;
import manyhands.desktop.Machine;
import manyhands.desktop.Point;
import manyhands.desktop.Rectangle;
import manyhands.event.Amounts;
import manyhands.event.Budget;
import manyhands.event.Event.Outcome;
import manyhands.model.Computer;
import manyhands.seat.ActionRecorder;
import manyhands.seat.Actor;
import manyhands.seat.Seat;
import manyhands.seat.SeatResult;
import org.jspecify.annotations.Nullable;

/// Carries out the calls of one reply, one after the other, at the agent's desktop. For one thread.
final class Hands {

  /// Times in a row that an action is held back because the screen changed. Regions that change all
  /// the time are learned and do not count, so this is rare; after it the action is performed, for
  /// a model that insists on it after three fresh pictures means it, and holding back for ever
  /// would be a worse end than a misplaced click that the next picture shows.
  static final int MOST_STALE = 3;

  private static final Rectangle NOTHING = new Rectangle(0, 0, 0, 0);

  private static final String SKIPPED = "Skipped: an earlier call failed.";

  private static final String ASKED =
      "Skipped: decide again with what came of your question in mind.";

  private static final String PAUSED =
      "Not performed: the work was paused after the call before, and the screen may be another now."
          + " Look again.";

  private final Actor actor;
  private final Seat seat;
  private final Eyes eyes;
  private final CallJournal journal;
  private final ExtraCalls others;
  private final Voice voice;
  private final Waiting steering;
  private final Claims claims;

  /// How often people had taken the seat when the agent last looked; it has not looked yet.
  private long takes = -1;

  private int stale;

  /// How one call ended: whether the next may be carried out, whether to look, and what was drawn.
  private record Ended(boolean ok, boolean look, Rectangle changed) {}

  Hands(Actor actor, Seat seat, Eyes eyes, ExtraCalls others, Voice voice, Claims claims) {
    this.actor = actor;
    this.seat = seat;
    this.eyes = eyes;
    this.others = others;
    this.journal = others.journal();
    this.voice = voice;
    this.steering = voice.people();
    this.claims = claims;
  }

  /// Waits while the agent is paused or a person has its seat; looks afterwards, and when it never
  /// has: as the answer to `lookFor`, if that names a call. What was noted is durable meanwhile.
  void awaitTurn(@Nullable String lookFor) throws InterruptedException {
    String call = lookFor;
    while (awaitResume() || lostSeat()) {
      journal.flush();
      seat.awaitTurn();
      takes = seat.takes();
      eyes.look(call, NOTHING);
      call = null;
    }
  }

  private boolean awaitResume() throws InterruptedException {
    if (!steering.isPaused()) {
      return false;
    }
    steering.awaitResume();
    return true;
  }

  /// Waits for people to raise the task's budget: what is left of it then, null when nobody did.
  @Nullable Budget askBudget(Amounts.What what) throws InterruptedException {
    return steering.askBudget(what);
  }

  /// How long, in all, people have let the agent wait.
  Duration waited() {
    return steering.waited();
  }

  private boolean lostSeat() {
    return seat.takes() != takes;
  }

  /// How long, in all, people have kept the agent from its desktop.
  Duration kept() {
    return seat.held();
  }

  /// Takes back what an earlier server asked people about a call that will not be made.
  void withdraw(String call) {
    steering.withdraw(call);
  }

  /// Goes on waiting for the answer to what an earlier server asked people.
  void askAgain(Steering.PersonQuestion question) throws InterruptedException {
    boolean _ = voice.ask(question);
  }

  /// What calls mean now.
  Tools tools(Computer computer) {
    return new Tools(computer, eyes.picture(), eyes.pointer(), others);
  }

  /// Answers a call that is not carried out.
  void refuse(Call call) {
    String why =
        call.intent() == null ? call.fault() : "another call of the same reply was malformed";
    journal.end(call, Outcome.FAILED, "Not done: " + why + ".", Duration.ZERO);
  }

  /// Carries out well-formed calls in order and stops at the first that fails; from when a person
  /// takes the seat on, all are dropped for good. What is asked for on the way may take the time
  /// that is `left`.
  @Nullable TaskEnd carryOut(List<Call> calls, int step, Duration left)
      throws InterruptedException {
    Frame seen = eyes.seen();
    List<Intent> intents = new ArrayList<>();
    String lookFor = null;
    Rectangle changed = NOTHING;
    boolean stopped = false;
    for (Call call : calls) {
      Intent intent = Objects.requireNonNull(call.intent());
      if (lostSeat()) {
        journal.drop(call);
        continue;
      }
      if (stopped) {
        String words = intents.stream().anyMatch(Intent.Ask.class::isInstance) ? ASKED : SKIPPED;
        journal.end(call, Outcome.FAILED, words, Duration.ZERO);
        continue;
      }
      if (awaitResume() && seen == null) {
        // The model knows what its own actions do to the screen, not what else a pause does.
        journal.end(call, Outcome.STALE, PAUSED, Duration.ZERO);
        stopped = true;
        lookFor = call.id();
        continue;
      }
      if (wantsPermission(call, intent)) {
        seen = seen == null ? eyes.glance() : seen;
        String refusal = refusal(call, intent);
        if (refusal != null) {
          journal.end(call, Outcome.REFUSED, refusal, Duration.ZERO);
          stopped = true;
          lookFor = call.id();
          continue;
        }
        boolean _ = awaitResume();
      }
      if (lostSeat()) {
        journal.drop(call);
        continue;
      }
      TaskEnd end = end(call, intent, left);
      if (end != null) {
        return end;
      }
      Ended ended =
          intent instanceof Intent.Extra extra
              ? new Ended(others.carryOut(call, extra, step, left), false, NOTHING)
              : carryOut(call, intent, step, seen);
      stopped = !ended.ok();
      intents.add(intent);
      changed = changed.union(ended.changed());
      if (ended.look()) {
        lookFor = call.id();
        // The model decided on the later calls knowing that the earlier ones change the screen.
        seen = isInput(intent) ? null : seen;
      }
    }
    if (lostSeat()) {
      return null;
    }
    if (lookFor != null) {
      eyes.look(lookFor, changed);
    }
    return null;
  }

  private boolean wantsPermission(Call call, Intent intent) {
    return !call.warning().isEmpty()
        || steering.wantsPermission(call.tool())
        || (intent instanceof Intent.Extra extra && extra.tool().asks());
  }

  /// Why a call is not allowed; null when it is.
  private @Nullable String refusal(Call call, Intent intent) throws InterruptedException {
    String words = intent.whole() + call.warning();
    return switch (steering.ask(new Steering.Question(call.id(), call.tool(), words))) {
      case ALLOWED -> null;
      case DENIED -> "Not done: a person did not allow this.";
      case UNANSWERED -> "Not done: nobody allowed this in time, and that counts as no.";
    };
  }

  private static boolean isInput(Intent intent) {
    return intent instanceof Intent.Act act && !(act.action() instanceof Action.Wait);
  }

  /// How the task ends by a call; null when it goes on. A claim that it is done is checked first.
  private @Nullable TaskEnd end(Call call, Intent intent, Duration left)
      throws InterruptedException {
    TaskEnd end = intent.end();
    if (end instanceof TaskEnd.Done claim) {
      return claims.settle(call, claim, left);
    }
    if (end != null) {
      journal.end(call, Outcome.PERFORMED, "Given up.", Duration.ZERO);
    }
    return end;
  }

  /// The tokens that checking the agent's claims took.
  long checkTokens() {
    return claims.tokens();
  }

  private Ended carryOut(Call call, Intent intent, int step, @Nullable Frame seen)
      throws InterruptedException {
    return switch (intent) {
      case Intent.Act act -> act(call, act, step, seen);
      case Intent.See _ -> {
        journal.end(call, Outcome.PERFORMED, "This is the screen now.", Duration.ZERO);
        yield new Ended(true, true, NOTHING);
      }
      case Intent.Zoom zoom -> {
        eyes.zoom(call.id(), zoom.region());
        journal.end(call, Outcome.PERFORMED, "This is that part of the screen.", Duration.ZERO);
        yield new Ended(true, false, NOTHING);
      }
      case Intent.Where _ -> {
        Point at = eyes.picture().fromScreen(eyes.pointer());
        String words = "X=" + at.x() + ",Y=" + at.y();
        journal.end(call, Outcome.PERFORMED, words, Duration.ZERO);
        yield new Ended(true, false, NOTHING);
      }
      case Intent.Run run -> work(call, run, step, machine -> MachineTool.run(machine, run));
      case Intent.Read read -> work(call, read, step, machine -> MachineTool.read(machine, read));
      case Intent.Write it -> work(call, it, step, machine -> MachineTool.write(machine, it));
      case Intent.Note note -> new Ended(voice.note(call, note), false, NOTHING);
      case Intent.Ask ask -> {
        boolean _ = voice.ask(call, ask);
        // What comes after it was decided on without the answer.
        yield new Ended(false, true, NOTHING);
      }
      // Answered already, with why it does not end the task.
      case Intent.Finish _ -> new Ended(false, true, NOTHING);
      case Intent.Extra _, Intent.GiveUp _ -> throw new IllegalStateException("done elsewhere");
    };
  }

  private Ended act(Call call, Intent.Act act, int step, @Nullable Frame seen)
      throws InterruptedException {
    boolean insists = stale >= MOST_STALE;
    ActionRecorder recorder = journal.recorder(call, act, step, insists);
    SeatResult result = seat.perform(actor, act.action(), insists ? null : seen, recorder);
    stale = result instanceof SeatResult.Stale ? stale + 1 : 0;
    return switch (result) {
      case SeatResult.Performed _ -> {
        Rectangle changed =
            isInput(act) ? seat.desktop().settle(act.patience()).changed() : NOTHING;
        yield new Ended(true, true, changed);
      }
      case SeatResult.Stale it -> new Ended(false, true, it.where());
      case SeatResult.Refused _ -> new Ended(false, true, NOTHING);
      case SeatResult.CutShort _ -> new Ended(false, true, NOTHING);
      case SeatResult.Failed it -> {
        if (isEndOfDesktop(it.code())) {
          throw new DesktopException(it.code(), it.message());
        }
        yield new Ended(false, true, NOTHING);
      }
      case SeatResult.Interrupted _ -> throw new InterruptedException();
    };
  }

  /// Work of the machine behind the screen.
  @FunctionalInterface
  private interface Work {
    String on(Machine machine) throws ToolFault;
  }

  private Ended work(Call call, Intent intent, int step, Work work) throws InterruptedException {
    journal.intend(call, intent, step);
    long began = System.nanoTime();
    Outcome outcome = Outcome.FAILED;
    String message = "an internal error";
    try {
      message = work.on(seat.desktop().machine());
      outcome = Outcome.PERFORMED;
    } catch (ToolFault fault) {
      message = String.valueOf(fault.getMessage());
    } catch (DesktopException failure) {
      message = String.valueOf(failure.getMessage());
      if (isEndOfDesktop(failure.code())) {
        throw failure;
      }
    } finally {
      journal.end(call, outcome, message, Duration.ofNanos(System.nanoTime() - began));
    }
    warn(call, intent, message);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return new Ended(outcome == Outcome.PERFORMED, false, NOTHING);
  }

  private void warn(Call call, Intent intent, String message) {
    String from = Material.from(intent);
    String words = from == null ? null : Suspicion.in(message);
    if (from != null && words != null) {
      journal.warn(call.id(), from, words);
    }
  }

  /// Whether the desktop is of no use any more; the rest the model can mend.
  private static boolean isEndOfDesktop(DesktopException.Code code) {
    return switch (code) {
      case UNAVAILABLE,
          START_FAILED,
          LOST,
          PROTOCOL,
          AUTHENTICATION,
          TIMEOUT,
          CLOSED,
          INTERRUPTED ->
          true;
      case BAD_ACTION, NO_SUCH_FILE, TOO_LARGE, UNSUPPORTED -> false;
    };
  }
}
