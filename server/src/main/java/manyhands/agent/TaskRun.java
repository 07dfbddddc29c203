package manyhands.agent;

import java.time.Duration;
import java.util.List;
import manyhands.agent.Answer.Call;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.event.Amounts;
import manyhands.event.Budget;
import manyhands.event.Event;
import manyhands.model.Asking;
import manyhands.model.ModelException;
import manyhands.model.Reply;
import org.jspecify.annotations.Nullable;

/// One try at one task: the loop that [Agent] draws.
final class TaskRun {

  /// Malformed replies in a row before the task fails: a model that was told three times what is
  /// wrong will not learn it. Replies without any call are the [LoopGuard]'s.
  static final int MOST_REPAIRS = 3;

  private final Assignment assignment;
  private final Hands hands;
  private final Journal journal;
  private final Transcript transcript;
  private final Asking asking;
  private final Ladder ladder;

  private final Allowance allowance;
  private int repairs;

  TaskRun(
      Assignment assignment,
      Hands hands,
      Journal journal,
      Transcript transcript,
      Asking asking,
      Ladder ladder) {
    this.assignment = assignment;
    this.hands = hands;
    this.journal = journal;
    this.transcript = transcript;
    this.asking = asking;
    this.ladder = ladder;
    this.allowance = new Allowance(assignment.left(), hands, ladder);
  }

  TaskEnd run() {
    try {
      return steps();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new TaskEnd.Stopped();
    } catch (DesktopException failure) {
      return failure.code() == Code.INTERRUPTED || Thread.currentThread().isInterrupted()
          ? new TaskEnd.Stopped()
          : new TaskEnd.DesktopLost(String.valueOf(failure.getMessage()));
    } catch (ModelException failure) {
      String reason = TaskEnd.Failed.MODEL + failure.getMessage();
      return failure.isFinal() ? new TaskEnd.ModelRefused(reason) : new TaskEnd.Failed(reason);
    } finally {
      // What was noted is true also when the task ends here. An interrupted thread still writes.
      boolean interrupted = Thread.interrupted();
      journal.flush();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private TaskEnd steps() throws InterruptedException {
    Progress before = Progress.of(assignment);
    TaskEnd told = before.end();
    if (told != null) {
      return told;
    }
    before.unbegun().forEach(hands::withdraw);
    Steering.PersonQuestion asking = before.asking();
    if (asking != null) {
      hands.askAgain(asking);
    }
    before.unanswered().forEach(journal::note);
    String lookFor = before.lastCall();
    Call claim = before.claim();
    if (claim != null) {
      hands.awaitTurn(claim.id());
      lookFor = null;
      TaskEnd end = hands.carryOut(List.of(claim), before.nextStep() - 1, allowance.timeLeft());
      if (end != null) {
        return end;
      }
    }
    for (int step = before.nextStep(); ; step++) {
      hands.awaitTurn(lookFor);
      lookFor = null;
      TaskEnd exhausted = exhausted();
      if (exhausted != null) {
        return exhausted;
      }
      TaskEnd stuck = ladder.climb(step, allowance.timeLeft());
      if (stuck != null) {
        return stuck;
      }
      hands.awaitTurn(null);
      if (before.hasAsked(step)) {
        journal.flush();
      } else {
        journal.commit(new Event.ModelAsked(assignment.agent(), assignment.task(), step));
      }
      Answer answer = ask(step);
      TaskEnd end = answer.isFaulty() ? repair(answer) : act(answer, step);
      if (end != null) {
        return end;
      }
    }
  }

  private Answer ask(int step) throws InterruptedException {
    long asked = System.nanoTime();
    Reply reply = asking.ask(transcript.conversation(), allowance.timeLeft());
    long millis = Duration.ofNanos(System.nanoTime() - asked).toMillis();
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Answer answer = Answer.of(reply, step, transcript.callIds(), hands.tools(asking.computer()));
    allowance.used(answer.usage());
    journal.note(
        new Event.ModelAnswered(
            assignment.agent(),
            assignment.task(),
            step,
            answer.text(),
            answer.thinking(),
            answer.uses(),
            answer.usage(),
            Math.toIntExact(millis)));
    return answer;
  }

  private @Nullable TaskEnd act(Answer answer, int step) throws InterruptedException {
    if (answer.calls().isEmpty()) {
      return null;
    }
    repairs = 0;
    return hands.carryOut(answer.calls(), step, allowance.timeLeft());
  }

  /// Nothing of the reply is done; every call is answered with what is wrong.
  private @Nullable TaskEnd repair(Answer answer) {
    String first = "";
    for (Call call : answer.calls().reversed()) {
      if (call.intent() == null) {
        first = "`" + call.tool() + "`: " + call.fault();
      }
    }
    for (Call call : answer.calls()) {
      hands.refuse(call);
    }
    repairs++;
    return repairs > MOST_REPAIRS
        ? new TaskEnd.Failed(
            "The model made "
                + repairs
                + " replies in a row that could not be carried out, the last"
                + " because of this: "
                + first)
        : null;
  }

  /// Asks people for more where the budget is used up; how the task ends when nobody gives any.
  private @Nullable TaskEnd exhausted() throws InterruptedException {
    for (Amounts.What what = allowance.usedUp(); what != null; what = allowance.usedUp()) {
      Budget more = hands.askBudget(what);
      if (more == null) {
        String thing = what == Amounts.What.MONEY ? "money is" : what.word() + " are";
        return new TaskEnd.Failed(
            "The budget ran out: all of the task's "
                + (what == Amounts.What.TIME ? "time is" : thing)
                + " used, and nobody raised it.");
      }
      allowance.renew(more);
    }
    return null;
  }
}
