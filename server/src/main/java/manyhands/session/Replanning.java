package manyhands.session;

import java.util.List;
import java.util.stream.Collectors;
import manyhands.agent.TaskEnd;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.Event.PlanChanged;
import manyhands.event.Event.PlannedTask;
import manyhands.event.TaskId;
import manyhands.plan.PlanException;
import manyhands.plan.Replan;
import manyhands.plan.ReplanRequest;
import manyhands.plan.ReplanRequest.Now;
import manyhands.plan.ReplanRequest.State;
import manyhands.whiteboard.Task;
import manyhands.whiteboard.TaskStatus;
import manyhands.whiteboard.Whiteboard;

/// Lets the planner think again when an agent has failed at a task. What it says is one fact, so
/// that each failure is thought about once, also by a server after this one; until then what
/// depends on the failed task waits.
final class Replanning {

  /// Times in one plan. A plan that failed twice in another way is not saved by a third: a person
  /// should read why.
  static final int MOST = 2;

  private final SessionWork work;

  Replanning(SessionWork work) {
    this.work = work;
  }

  /// True while a failure is to be thought about, and there is somebody who could do better.
  boolean isDue(Whiteboard board, List<AgentId> agents) {
    return work.model().canJudge()
        && board.reconsiderations() < MOST
        && agents.stream().anyMatch(agent -> !board.hasFinished(agent))
        && board.unconsidered().stream().anyMatch(Replanning::mayHelp);
  }

  /// Whoever cannot ask a model to work cannot ask it to plan.
  private static boolean mayHelp(Task task) {
    return !task.outcome().startsWith(TaskEnd.Failed.MODEL);
  }

  /// Asks, and writes what came of it. Throws an [InterruptedException] when told to stop.
  void plan() throws InterruptedException {
    List<Task> failures = work.journal().consult(Whiteboard::unconsidered);
    List<TaskId> failed = failures.stream().map(Task::id).toList();
    String what =
        failures.stream()
            .map(task -> task.id() + " failed: " + Words.brief(task.outcome()))
            .collect(Collectors.joining("; "));
    try {
      ReplanRequest request = work.journal().consult(this::request);
      Replan replan = work.parts().crew().replan(work.model(), request);
      String why = replan.why().isBlank() ? what : what + ". " + replan.why();
      write(new PlanChanged(why, replan.tasks(), null, failed, replan.usage()));
    } catch (PlanException e) {
      if (e.code() == PlanException.Code.INTERRUPTED) {
        throw new InterruptedException();
      }
      String why = what + ". There is no other plan: " + Words.of(e);
      write(new PlanChanged(why, List.of(), null, failed, null));
    }
  }

  /// A task may have failed while the planner thought: what would depend on it is not planned.
  private void write(PlanChanged change) {
    var _ =
        work.journal()
            .record(board -> List.of(stands(change.tasks(), board) ? change : without(change)));
  }

  private static Event without(PlanChanged change) {
    String why = change.why() + ". Meanwhile a task failed that this needs";
    return new PlanChanged(why, List.of(), null, change.failed(), change.usage());
  }

  private static boolean stands(List<PlannedTask> tasks, Whiteboard board) {
    List<TaskId> planned = tasks.stream().map(PlannedTask::task).toList();
    return tasks.stream()
        .flatMap(task -> task.dependsOn().stream())
        .filter(id -> !planned.contains(id))
        .map(board::task)
        .noneMatch(task -> task.status().ended() && task.status() != TaskStatus.COMPLETED);
  }

  private ReplanRequest request(Whiteboard board) {
    int next = Integer.parseInt(board.newId(1).value().substring(1));
    return new ReplanRequest(
        work.prompt(),
        work.opened().agents(),
        board.current().stream().map(Replanning::now).toList(),
        count -> new TaskId("t" + (next + count - 1)));
  }

  private static Now now(Task task) {
    State state =
        switch (task.status()) {
          case COMPLETED -> State.DONE;
          case FAILED, CANCELLED -> State.FAILED;
          case ASSIGNED -> State.UNDERWAY;
          case PENDING -> task.attempts() == 0 ? State.OPEN : State.UNDERWAY;
        };
    return new Now(
        task.id(), task.description(), task.done(), task.dependsOn(), state, task.outcome());
  }
}
