package manyhands.agent;

import java.util.List;
import manyhands.event.AgentId;
import manyhands.event.Budget;
import manyhands.event.SessionId;
import manyhands.event.TaskId;

/// One task for one agent: what to do, the results of the tasks that it depends on, and what is
/// left of the task's budget.
public record Assignment(
    SessionId session,
    AgentId agent,
    TaskId task,
    String description,
    List<Given> given,
    Budget left) {

  /// The result of a task that this one depends on.
  public record Given(TaskId task, String description, String result) {}
}
