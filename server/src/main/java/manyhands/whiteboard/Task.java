package manyhands.whiteboard;

import java.util.List;
import manyhands.event.AgentId;
import manyhands.event.Event.Standing;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// One TODO. `agent` is who has it or had it last, `attempts` how often it was assigned; `outcome`
/// is the result of a completed task, and why a failed or cancelled one ended. `done` says how
/// anybody can tell that it is done, if the plan does. `standing` is how far the result of a
/// completed one can be trusted, `checked` what the last check of it said; a failed one is
/// `superseded` when the plan was changed to do its work in another way.
public record Task(
    TaskId id,
    String description,
    List<TaskId> dependsOn,
    @Nullable String done,
    TaskStatus status,
    @Nullable AgentId agent,
    int attempts,
    String outcome,
    @Nullable Standing standing,
    @Nullable String checked,
    boolean superseded) {

  static Task planned(TaskId id, String what, List<TaskId> dependsOn, @Nullable String done) {
    return new Task(id, what, dependsOn, done, TaskStatus.PENDING, null, 0, "", null, null, false);
  }

  Task assignedTo(AgentId who, int attempt) {
    return with(TaskStatus.ASSIGNED, who, attempt, "", null, null);
  }

  Task pending() {
    return with(TaskStatus.PENDING, agent, attempts, "", null, null);
  }

  Task checked(String reason) {
    return with(status, agent, attempts, outcome, standing, reason);
  }

  Task completed(AgentId who, String result, Standing how) {
    return with(TaskStatus.COMPLETED, who, attempts, result, how, checked);
  }

  Task ended(TaskStatus how, @Nullable AgentId who, String words) {
    return with(how, who == null ? agent : who, attempts, words, null, checked);
  }

  Task asSuperseded() {
    return new Task(
        id,
        description,
        dependsOn,
        done,
        status,
        agent,
        attempts,
        outcome,
        standing,
        checked,
        true);
  }

  private Task with(
      TaskStatus how,
      @Nullable AgentId who,
      int tries,
      String words,
      @Nullable Standing trust,
      @Nullable String check) {
    return new Task(
        id, description, dependsOn, done, how, who, tries, words, trust, check, superseded);
  }
}
