package manyhands.agent;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import manyhands.agent.Answer.Call;
import manyhands.desktop.Rectangle;
import manyhands.event.Event;
import manyhands.event.Event.Outcome;
import manyhands.event.Event.TaskChecked;
import manyhands.event.Standing;
import org.jspecify.annotations.Nullable;

/// What becomes of it when an agent's model says that its task is done:
///
/// ```
/// finish ──> claimed ──> checked ──> verified, or nobody can tell ──────> Done
///    ^                      └──────> disputed ──> the agent goes on (some times)
///    │                                   └──────> a person ──accepts────> Done, disputed
///    └──────────────── words to go on with ──────────┘ └─────nobody─────> Failed
/// ```
///
/// Each arrow is a fact in the log, so that another process goes on where this one ended. For one
/// thread.
final class Claims {

  /// Disputed claims that go back to the agent: what it did not mend with two reasons in hand it is
  /// unlikely to mend with a third, and the check may be the one who is wrong.
  static final int BACK_TO_AGENT = 2;

  /// By which people accept a disputed result.
  private static final Set<String> YES =
      Set.of("accept", "accepted", "i accept", "yes", "y", "ok", "okay", "fine", "good enough");

  private static final Rectangle NOTHING = new Rectangle(0, 0, 0, 0);

  private final Assignment assignment;
  private final Eyes eyes;
  private final Journal journal;
  private final CallJournal calls;
  private final Check check;
  private final Steering people;

  private final ClaimsSoFar before;
  private int rounds;
  private long tokens;

  Claims(
      Assignment assignment,
      Eyes eyes,
      Journal journal,
      CallJournal calls,
      Check check,
      Steering people) {
    this.assignment = assignment;
    this.eyes = eyes;
    this.journal = journal;
    this.calls = calls;
    this.check = check;
    this.people = people;
    this.before = ClaimsSoFar.of(assignment);
    this.rounds = before.rounds();
  }

  /// The tokens of all checks by this process.
  long tokens() {
    return tokens;
  }

  /// How the task ends by a claim; null when it goes on, and then the call has been answered with
  /// why.
  @Nullable TaskEnd settle(Call call, TaskEnd.Done claim, Duration left)
      throws InterruptedException {
    if (!assignment.goal().check() || !check.isPossible()) {
      return done(call, claim, Standing.CLAIMED);
    }
    TaskChecked checked = checked(call, claim, left);
    return switch (checked.standing()) {
      case VERIFIED, CLAIMED -> done(call, claim, checked.standing());
      case DISPUTED -> disputed(call, claim, checked);
    };
  }

  /// What the check came to: written down by a server before this one, or made now.
  private TaskChecked checked(Call call, TaskEnd.Done claim, Duration left)
      throws InterruptedException {
    boolean claimed = before.open() != null && before.open().id().equals(call.id());
    if (claimed && before.checked() != null) {
      return before.checked();
    }
    eyes.look(call.id(), NOTHING);
    if (!claimed) {
      rounds++;
      journal.commit(
          new Event.TaskClaimed(
              assignment.task(),
              assignment.agent(),
              rounds,
              claim.result(),
              claim.evidence(),
              claim.artifacts()));
    }
    Check.Verdict verdict = check.of(assignment, claim, eyes.picture(), left);
    tokens += verdict.usage().input() + verdict.usage().output();
    TaskChecked fact =
        new TaskChecked(
            assignment.task(),
            assignment.agent(),
            rounds,
            verdict.standing(),
            verdict.reason(),
            verdict.usage());
    journal.note(fact);
    return fact;
  }

  private TaskEnd done(Call call, TaskEnd.Done claim, Standing standing) {
    calls.end(call, Outcome.PERFORMED, "Finished.", Duration.ZERO);
    return claim.as(standing);
  }

  private @Nullable TaskEnd disputed(Call call, TaskEnd.Done claim, TaskChecked checked)
      throws InterruptedException {
    if (checked.round() <= BACK_TO_AGENT) {
      goOn(call, "Not accepted. It was checked, and this was found: " + checked.reason());
      return null;
    }
    String question =
        "The agent says that its task is done: %s%nA check disputes it: %s%nAnswer \"accept\" to take the result as it is, or say what to do."
            .formatted(Words.shorten(claim.result()), checked.reason());
    String answer = people.askPerson(new Steering.PersonQuestion("disputed", call.id(), question));
    if (answer == null) {
      calls.end(call, Outcome.FAILED, "Not accepted, and nobody decided.", Duration.ZERO);
      return new TaskEnd.Failed(
          "its result was disputed, and nobody decided: "
              + checked.reason()
              + " (its agent says: "
              + Words.shorten(claim.result())
              + ")");
    }
    if (accepts(answer)) {
      return done(call, claim, Standing.DISPUTED);
    }
    goOn(
        call,
        "Not accepted. It was checked, and this was found: "
            + checked.reason()
            + "\nThe person you work for says: "
            + answer);
    return null;
  }

  private void goOn(Call call, String words) {
    calls.end(call, Outcome.FAILED, words, Duration.ZERO);
  }

  private static boolean accepts(String answer) {
    return YES.contains(answer.strip().toLowerCase(Locale.ROOT).replaceAll("[.!]+$", ""));
  }
}
