package manyhands.plan;

import java.util.List;
import java.util.function.IntFunction;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// What is to be planned again after tasks have failed: the request, how every task of its plan
/// stands, and the ids of the first, second ... new task.
public record ReplanRequest(String prompt, int agents, List<Now> tasks, IntFunction<TaskId> newId) {

  /// How a task stands; `outcome` is what it came to.
  public record Now(
      TaskId id,
      String description,
      @Nullable String done,
      List<TaskId> dependsOn,
      State state,
      String outcome) {}

  /// What can become of a task.
  public enum State {
    DONE("done"),
    UNDERWAY("being worked on"),
    /// Nobody has begun it: it can be kept, changed or dropped.
    OPEN("not begun"),
    FAILED("failed");

    private final String words;

    State(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}
