package manyhands.session;

import java.util.List;
import java.util.stream.IntStream;
import manyhands.event.Event.TaskAdded;
import manyhands.plan.Plan;
import manyhands.whiteboard.Whiteboard;

/// The tasks of a plan under the names that they have on the whiteboard.
final class NumberedTasks {

  private NumberedTasks() {}

  static List<TaskAdded> of(Plan plan, Whiteboard board) {
    return IntStream.range(0, plan.tasks().size())
        .mapToObj(i ->
            new TaskAdded(
                board.newId(i + 1),
                plan.tasks().get(i).description(),
                plan.tasks().get(i).dependsOn().stream().map(it -> board.newId(it + 1)).toList(),
                plan.tasks().get(i).done()))
        .toList();
  }
}
