package manyhands.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import manyhands.agent.Assignment;
import manyhands.agent.Steering;
import manyhands.agent.TaskEnd;
import manyhands.desktop.FakeMachine;
import manyhands.event.EventLog;
import manyhands.event.TokenUse;
import manyhands.model.Model;
import manyhands.plan.Plan;
import manyhands.plan.PlanException;
import manyhands.plan.PlanRequest;
import manyhands.plan.PlannedTask;
import manyhands.plan.Replan;
import manyhands.plan.ReplanRequest;
import manyhands.seat.Seat;

/// Plans by cutting the prompt at `;`, where `name < other, other` depends on others; works as told
/// by name, otherwise completes at once.
final class FakeCrew implements Crew {

  /// Does a task.
  @FunctionalInterface
  interface Doing {
    TaskEnd work(Bench bench) throws InterruptedException;
  }

  /// What a task is done with.
  record Bench(Seat seat, EventLog journal, Assignment assignment, Steering steering) {
    FakeMachine machine() {
      return (FakeMachine) seat.desktop().machine();
    }
  }

  final Map<String, Doing> doings = new ConcurrentHashMap<>();
  final List<Assignment> worked = new CopyOnWriteArrayList<>();
  final List<List<String>> planned = new CopyOnWriteArrayList<>();
  final List<List<String>> plannedWith = new CopyOnWriteArrayList<>();
  final List<ReplanRequest> replanned = new CopyOnWriteArrayList<>();

  /// What it thinks of when a task has failed: nothing, usually.
  volatile Function<ReplanRequest, Replan> replanning =
      _ -> new Replan("nothing helps", List.of(), new TokenUse(7, 3, 0));

  volatile Doing planning = _ -> null;

  @Override
  public Plan plan(Model model, PlanRequest request) {
    planned.add(request.earlier());
    plannedWith.add(request.files());
    try {
      var _ = planning.work(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlanException(PlanException.Code.INTERRUPTED, "stopped", e);
    }
    List<String> names = new ArrayList<>();
    List<PlannedTask> tasks = new ArrayList<>();
    for (String part : request.prompt().split(";")) {
      String[] sides = part.split("<");
      names.add(sides[0].strip());
      List<Integer> before =
          sides.length == 1
              ? List.of()
              : Arrays.stream(sides[1].split(",")).map(it -> names.indexOf(it.strip())).toList();
      tasks.add(new PlannedTask(sides[0].strip(), before));
    }
    return new Plan(tasks, new TokenUse(10, 5, 0));
  }

  @Override
  public Replan replan(Model model, ReplanRequest request) {
    replanned.add(request);
    return replanning.apply(request);
  }

  @Override
  public TaskEnd work(
      Seat seat, Model model, EventLog journal, Assignment assignment, Steering steering) {
    worked.add(assignment);
    Doing doing =
        doings.getOrDefault(
            assignment.description(),
            _ -> new TaskEnd.Done("did " + assignment.description(), List.of()));
    try {
      return doing.work(new Bench(seat, journal, assignment, steering));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new TaskEnd.Stopped();
    }
  }
}
