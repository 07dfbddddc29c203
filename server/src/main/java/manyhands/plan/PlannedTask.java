package manyhands.plan;

import java.util.List;

/// One task of a plan. `dependsOn` are indexes of other tasks in the same plan, from 0, ascending
/// and without repeats.
public record PlannedTask(String description, List<Integer> dependsOn) {}
