package manyhands.whiteboard;

import java.util.List;
import manyhands.event.AgentId;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// One TODO. `agent` is who has it or had it last, `attempts` how often it was assigned; `outcome`
/// is the result of a completed task, and why a failed or cancelled one ended.
public record Task(
    TaskId id,
    String description,
    List<TaskId> dependsOn,
    TaskStatus status,
    @Nullable AgentId agent,
    int attempts,
    String outcome) {

  Task assignedTo(AgentId who, int attempt) {
    return new Task(id, description, dependsOn, TaskStatus.ASSIGNED, who, attempt, "");
  }

  Task pending() {
    return new Task(id, description, dependsOn, TaskStatus.PENDING, agent, attempts, "");
  }

  Task ended(TaskStatus how, @Nullable AgentId who, String words) {
    return new Task(id, description, dependsOn, how, who == null ? agent : who, attempts, words);
  }
}
