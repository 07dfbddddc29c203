package manyhands.whiteboard;

import java.util.List;
import manyhands.event.AgentId;
import manyhands.event.Standing;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// One TODO. `agent` is who has it or had it last, `attempts` how often it was assigned; `outcome`
/// is the result of a completed task, and why a failed or cancelled one ended. A failed one is
/// `superseded` when the plan was changed to do its work in another way.
public record Task(
    TaskId id,
    Wanted wanted,
    TaskStatus status,
    @Nullable AgentId agent,
    int attempts,
    String outcome,
    Trust trust,
    boolean superseded) {

  /// As the plan has it; `done` says how anybody can tell that it is done, if the plan does.
  public record Wanted(String description, List<TaskId> dependsOn, @Nullable String done) {}

  /// `standing` is how far the result of a completed task can be trusted, `checked` what the last
  /// check of it said.
  public record Trust(@Nullable Standing standing, @Nullable String checked) {
    private static final Trust NONE = new Trust(null, null);
  }

  static Task planned(TaskId id, Wanted wanted) {
    return new Task(id, wanted, TaskStatus.PENDING, null, 0, "", Trust.NONE, false);
  }

  public String description() {
    return wanted.description();
  }

  public List<TaskId> dependsOn() {
    return wanted.dependsOn();
  }

  public @Nullable String done() {
    return wanted.done();
  }

  Task assignedTo(AgentId who, int attempt) {
    return new Task(id, wanted, TaskStatus.ASSIGNED, who, attempt, "", Trust.NONE, false);
  }

  Task pending() {
    return new Task(id, wanted, TaskStatus.PENDING, agent, attempts, "", Trust.NONE, false);
  }

  Task checked(String reason) {
    return with(status, agent, outcome, new Trust(trust.standing(), reason));
  }

  Task completed(AgentId who, String result, Standing standing) {
    return with(TaskStatus.COMPLETED, who, result, new Trust(standing, trust.checked()));
  }

  Task ended(TaskStatus how, @Nullable AgentId who, String words) {
    return with(how, who == null ? agent : who, words, new Trust(null, trust.checked()));
  }

  Task asSuperseded() {
    return new Task(id, wanted, status, agent, attempts, outcome, trust, true);
  }

  private Task with(TaskStatus how, @Nullable AgentId who, String words, Trust trusted) {
    return new Task(id, wanted, how, who, attempts, words, trusted, superseded);
  }
}
