package manyhands.agent;

import java.time.Duration;
import manyhands.agent.LoopGuard.Stuck;
import manyhands.agent.Steering.PersonQuestion;
import manyhands.desktop.Action;
import manyhands.desktop.Point;
import manyhands.desktop.Rectangle;
import manyhands.event.Event;
import manyhands.event.TokenUse;
import org.jspecify.annotations.Nullable;

/// Does what [LoopGuard] says about an agent that gets nowhere, before the model is asked again.
/// What comes of it reaches the model as facts.
final class Ladder {

  /// What is shown of the place that an action was aimed at: a dialog's worth.
  private static final int WIDTH = 400;

  private static final int HEIGHT = 300;

  private static final Rectangle NOTHING = new Rectangle(0, 0, 0, 0);

  private final Assignment assignment;
  private final LoopGuard guard;
  private final Journal journal;
  private final Eyes eyes;
  private final Steering people;
  private final Afresh afresh;
  private long tokens;

  Ladder(
      Assignment assignment,
      LoopGuard guard,
      Journal journal,
      Eyes eyes,
      Steering people,
      Afresh afresh) {
    this.assignment = assignment;
    this.guard = guard;
    this.journal = journal;
    this.eyes = eyes;
    this.people = people;
    this.afresh = afresh;
  }

  /// Tokens that were used on the way, in this server's life.
  long tokens() {
    return tokens;
  }

  /// Climbs a rung if it must; how the task ends then, or null when the model is to be asked. The
  /// model may take the time that is `left`.
  @Nullable TaskEnd climb(int step, Duration left) throws InterruptedException {
    if (!afresh.isPossible()) {
      // Who only follows steps hears nothing of what is said, and comes to the end of them.
      return null;
    }
    if (guard.stands() == Rung.FAIL) {
      return new TaskEnd.Failed(StuckWords.failed(guard.reason()));
    }
    if (guard.isWaiting()) {
      return ask(step);
    }
    Stuck stuck = guard.judge(journal.pending());
    if (stuck == null) {
      return null;
    }
    String reason = stuck.loop().words();
    return switch (stuck.rung()) {
      case TELL -> {
        journal.note(fact(step, Rung.TELL, reason));
        yield null;
      }
      case LOOK -> {
        show(stuck.loop().action());
        journal.note(fact(step, Rung.LOOK, reason));
        yield null;
      }
      case REPLAN -> {
        replan(step, reason, left);
        yield null;
      }
      case ASK -> {
        journal.commit(fact(step, Rung.ASK, reason));
        yield ask(step);
      }
      case FAIL -> fail(step, reason);
    };
  }

  private Event.AgentStuck fact(int step, Rung rung, String reason) {
    return new Event.AgentStuck(assignment.agent(), assignment.task(), step, rung.word(), reason);
  }

  /// The whole screen, and the place that the action was aimed at in its own pixels.
  private void show(@Nullable Action action) {
    String lastCall = guard.lastCall();
    Point at = action == null ? null : Resemblance.at(action);
    if (at != null && lastCall != null) {
      int x = Math.max(0, at.x() - WIDTH / 2);
      int y = Math.max(0, at.y() - HEIGHT / 2);
      eyes.zoom(lastCall, new Rectangle(x, y, WIDTH, HEIGHT));
    }
    eyes.look(null, NOTHING);
  }

  private void replan(int step, String reason, Duration left) throws InterruptedException {
    journal.flush();
    Afresh.Approach approach = afresh.ask(reason, guard.story(Afresh.MOST_TOLD), left);
    TokenUse usage = approach.usage();
    tokens += usage.input() + usage.output();
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    journal.note(
        new Event.AgentStuck(
            assignment.agent(),
            assignment.task(),
            step,
            Rung.REPLAN.word(),
            reason,
            approach.steps(),
            usage));
  }

  private @Nullable TaskEnd ask(int step) throws InterruptedException {
    String reason = guard.reason();
    String text = StuckWords.question(assignment.description(), reason, guard.lastText());
    String answer = people.askPerson(new PersonQuestion("stuck", null, text));
    return answer == null ? fail(step, reason) : null;
  }

  private TaskEnd fail(int step, String reason) {
    journal.commit(fact(step, Rung.FAIL, reason));
    return new TaskEnd.Failed(StuckWords.failed(reason));
  }
}
