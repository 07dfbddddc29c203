package manyhands.agent;

import java.util.List;
import manyhands.event.AgentId;
import manyhands.event.Budget;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// One try of one agent at one task: what to do, the results of the tasks that it depends on, and
/// what is left of the task's budget. `soFar` are facts that its conversation begins with: messages
/// from before that are still to be told, then what follows its assignment in the log, when a
/// server before this one wrote some: the try goes on from there. The conversation takes in what
/// comes after the entry numbered `after`, of what is not in the log yet when that is 0.
public record Assignment(
    SessionId session,
    AgentId agent,
    TaskId task,
    Goal goal,
    List<Given> given,
    Budget left,
    List<Event> soFar,
    long after) {

  /// What is to be done. `done` says how anybody can tell that it is, if the plan does; with
  /// `check`, somebody else looks when the agent claims it. `secrets` says which secrets of the
  /// person can be typed by name.
  public record Goal(
      String description, @Nullable String done, boolean check, List<String> secrets) {
    /// Without a secret.
    public Goal(String description, @Nullable String done, boolean check) {
      this(description, done, check, List.of());
    }

    /// Without a word about when it is done.
    public Goal(String description) {
      this(description, null, true);
    }
  }

  /// A try that begins.
  public Assignment(
      SessionId session,
      AgentId agent,
      TaskId task,
      String description,
      List<Given> given,
      Budget left) {
    this(session, agent, task, new Goal(description), given, left, List.of(), 0);
  }

  /// A try that goes on, with all that is in the log now.
  public Assignment(
      SessionId session,
      AgentId agent,
      TaskId task,
      String description,
      List<Given> given,
      Budget left,
      List<Event> soFar) {
    this(session, agent, task, new Goal(description), given, left, soFar, 0);
  }

  public String description() {
    return goal.description();
  }

  /// The result of a task that this one depends on, the notes that were made at it, and where its
  /// files lie on this agent's desktop.
  public record Given(
      TaskId task, String description, String result, List<String> notes, List<String> files) {
    /// Without a file.
    public Given(TaskId task, String description, String result, List<String> notes) {
      this(task, description, result, notes, List.of());
    }

    /// Without a note.
    public Given(TaskId task, String description, String result) {
      this(task, description, result, List.of());
    }
  }
}
