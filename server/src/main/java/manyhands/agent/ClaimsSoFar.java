package manyhands.agent;

import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.Event.ToolUse;
import manyhands.event.Standing;
import org.jspecify.annotations.Nullable;

/// How often an agent has claimed in this try that its task is done, and what became of the claim
/// that its last reply made: a fold over the facts that follow the task's assignment.
final class ClaimsSoFar {

  private final AgentId agent;
  private int rounds;
  private @Nullable ToolUse call;
  private boolean claimed;
  private boolean answered;
  private Event.@Nullable TaskChecked checked;

  private ClaimsSoFar(AgentId agent) {
    this.agent = agent;
  }

  static ClaimsSoFar of(Assignment assignment) {
    ClaimsSoFar claims = new ClaimsSoFar(assignment.agent());
    assignment.soFar().forEach(claims::apply);
    return claims;
  }

  private void apply(Event event) {
    if (event instanceof Event.ModelAnswered it && it.agent().equals(agent)) {
      call =
          it.calls().stream()
              .filter(use -> use.name().equals(MachineTool.FINISH))
              .findFirst()
              .orElse(null);
      claimed = false;
      answered = false;
      checked = null;
    } else if (event instanceof Event.TaskClaimed it && it.agent().equals(agent)) {
      rounds = it.round();
      claimed = true;
    } else if (event instanceof Event.TaskChecked it && it.agent().equals(agent)) {
      checked = it;
    } else if (event instanceof Event.ActionPerformed it
        && call != null
        && call.id().equals(it.call())) {
      answered = true;
    }
  }

  int rounds() {
    return rounds;
  }

  /// The call by which it claimed, when that was written down and not answered; else null.
  @Nullable ToolUse open() {
    return claimed && !answered ? call : null;
  }

  /// What the check of the last reply's claim came to; null when it was not checked.
  Event.@Nullable TaskChecked checked() {
    return checked;
  }

  /// How far the result can be trusted that the last reply handed in.
  Standing standing() {
    return checked == null ? Standing.CLAIMED : checked.standing();
  }
}
