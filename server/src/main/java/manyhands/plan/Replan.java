package manyhands.plan;

import java.util.List;
import manyhands.event.Event.PlannedTask;
import manyhands.event.TokenUse;

/// What is still to be done after tasks have failed, validated: those that are kept and those that
/// are new, in their order; none when nothing helps. `why` says so to people.
public record Replan(String why, List<PlannedTask> tasks, TokenUse usage) {}
