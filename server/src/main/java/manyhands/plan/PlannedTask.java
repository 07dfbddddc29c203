package manyhands.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One task of a plan. `dependsOn` are indexes of other tasks in the same plan, from 0, ascending
/// and without repeats; `done` says how anybody can tell that it is done, if the planner does.
public record PlannedTask(String description, List<Integer> dependsOn, @Nullable String done) {

  /// Without a word about when it is done.
  public PlannedTask(String description, List<Integer> dependsOn) {
    this(description, dependsOn, null);
  }
}
