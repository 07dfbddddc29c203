package manyhands.plan;

import java.util.List;
import manyhands.event.TokenUse;

/// A validated graph of tasks: at least one, none empty, no task before itself. `usage` is what
/// making it cost.
public record Plan(List<PlannedTask> tasks, TokenUse usage) {}
