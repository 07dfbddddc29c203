package manyhands.whiteboard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.Event.TaskAdded;
import manyhands.event.Event.TaskAssigned;
import manyhands.event.Event.TaskCancelled;
import manyhands.event.Event.TaskFailed;
import manyhands.event.Standing;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// The shared TODOs, as a fold: it changes by [#apply] alone, and its other methods say which facts
/// should come next.
///
/// ```
/// pending ──assigned──> assigned ──> completed
///    ^                   │  │  └───> failed ──> its dependants fail too
///    └──its agent ended──┘  └──────> cancelled
/// ```
///
/// For one thread at a time.
public final class Whiteboard {

  private final Map<TaskId, Task> tasks = new LinkedHashMap<>();
  private final Map<TaskId, Integer> completionOrder = new HashMap<>();
  private final Map<AgentId, String> finishedAgents = new LinkedHashMap<>();

  /// The tasks of plans before the session was continued.
  private final Set<TaskId> earlier = new HashSet<>();

  /// The failed tasks after which the planner has thought again, whatever came of it.
  private final Set<TaskId> reconsidered = new HashSet<>();

  private int reconsiderations;
  private int highest;

  /// Takes a fact; those that are about no task change nothing.
  public void apply(Event event) {
    if (event instanceof Event.PlanChanged changed && !changed.failed().isEmpty()) {
      reconsidered.addAll(changed.failed());
      reconsiderations++;
    }
    if (event instanceof TaskAdded added) {
      add(added.task(), added.description(), added.dependsOn(), added.done());
    } else if (event instanceof Event.PlanChanged changed && !changed.tasks().isEmpty()) {
      boolean isNew = changed.tasks().stream().anyMatch(it -> !tasks.containsKey(it.task()));
      tasks.values().removeIf(task -> task.status() == TaskStatus.PENDING && task.attempts() == 0);
      changed.tasks().forEach(it -> add(it.task(), it.description(), it.dependsOn(), it.done()));
      if (isNew) {
        changed
            .failed()
            .forEach(it -> tasks.computeIfPresent(it, (_, task) -> task.asSuperseded()));
      }
    } else if (event instanceof Event.SessionContinued) {
      earlier.addAll(tasks.keySet());
      finishedAgents.clear();
      reconsiderations = 0;
    } else if (event instanceof TaskAssigned assigned) {
      change(task(assigned.task()).assignedTo(assigned.agent(), assigned.attempt()));
    } else if (event instanceof Event.TaskCompleted it) {
      completionOrder.put(it.task(), completionOrder.size());
      Standing standing = it.standing() == null ? Standing.CLAIMED : it.standing();
      change(task(it.task()).completed(it.agent(), it.result(), standing));
    } else if (event instanceof Event.TaskChecked it && tasks.containsKey(it.task())) {
      tasks.put(it.task(), task(it.task()).checked(it.reason()));
    } else if (event instanceof TaskFailed it) {
      change(task(it.task()).ended(TaskStatus.FAILED, it.agent(), it.reason()));
    } else if (event instanceof TaskCancelled it) {
      change(task(it.task()).ended(TaskStatus.CANCELLED, null, it.reason()));
    } else if (event instanceof Event.AgentFinished finished) {
      finishedAgents.put(finished.agent(), finished.reason());
      tasks.replaceAll((_, task) ->
          task.status() == TaskStatus.ASSIGNED && finished.agent().equals(task.agent())
              ? task.pending()
              : task);
    }
  }

  private void add(TaskId id, String what, List<TaskId> dependsOn, @Nullable String done) {
    tasks.put(id, Task.planned(id, new Task.Wanted(what, List.copyOf(dependsOn), done)));
    if (id.value().matches("t\\d{1,9}")) {
      highest = Math.max(highest, Integer.parseInt(id.value().substring(1)));
    }
  }

  private void change(Task task) {
    if (task(task.id()).status().ended()) {
      throw new IllegalStateException(task.id() + " has ended already: it cannot be " + task);
    }
    tasks.put(task.id(), task);
  }

  /// Every task, in the order of the plan.
  public List<Task> tasks() {
    return List.copyOf(tasks.values());
  }

  /// The tasks of the plan that is worked on, or was last: of all, but for those that were there
  /// when the session was continued.
  public List<Task> current() {
    return tasks.values().stream().filter(task -> !earlier.contains(task.id())).toList();
  }

  /// What the earlier plans of a continued session came to.
  public List<Task> earlier() {
    return tasks.values().stream().filter(task -> earlier.contains(task.id())).toList();
  }

  /// How often the planner has thought again about the plan that is worked on.
  public int reconsiderations() {
    return reconsiderations;
  }

  /// The tasks of the plan that is worked on that an agent failed at, and after which the planner
  /// has not thought again.
  public List<Task> unconsidered() {
    return current().stream()
        .filter(task -> task.status() == TaskStatus.FAILED && task.attempts() > 0)
        .filter(task -> !reconsidered.contains(task.id()))
        .toList();
  }

  /// The id of the first, second ... task to be added, from 1: numbers go on and none is used
  /// twice, also when its task was dropped.
  public TaskId newId(int count) {
    return new TaskId("t" + (highest + count));
  }

  public Task task(TaskId id) {
    Task task = tasks.get(id);
    if (task == null) {
      throw new IllegalArgumentException("no task " + id);
    }
    return task;
  }

  /// True once no task can change any more.
  public boolean isDone() {
    return tasks.values().stream().allMatch(task -> task.status().ended());
  }

  /// True for an agent that takes no task any more.
  public boolean hasFinished(AgentId agent) {
    return finishedAgents.containsKey(agent);
  }

  /// Why the last agent finished; empty while none has.
  public String lastTrouble() {
    return finishedAgents.values().stream().reduce("", (_, later) -> later);
  }

  /// True for an agent that has no task.
  public boolean isFree(AgentId agent) {
    return tasks.values().stream()
        .noneMatch(task -> task.status() == TaskStatus.ASSIGNED && agent.equals(task.agent()));
  }

  /// True for the agent that has this task now.
  public boolean has(AgentId agent, TaskId id) {
    Task task = task(id);
    return task.status() == TaskStatus.ASSIGNED && agent.equals(task.agent());
  }

  /// The tasks that a task depends on, in the order of its list.
  public List<Task> dependencies(TaskId id) {
    return task(id).dependsOn().stream().map(this::task).toList();
  }

  /// Which ready tasks go to which of the free agents, at most one each. A task goes to the agent
  /// that completed the last of its dependencies, when that one is free: its desktop is as the
  /// dependency left it. The others go, in the order of the plan, to those that are free then.
  public List<TaskAssigned> next(Collection<AgentId> free) {
    Set<AgentId> left = new LinkedHashSet<>(free);
    List<Task> ready = tasks.values().stream().filter(this::isReady).toList();
    List<TaskAssigned> picks = new ArrayList<>();
    Set<TaskId> picked = new HashSet<>();
    for (Task task : ready) {
      AgentId before = lastOf(task);
      if (before != null && left.remove(before)) {
        picks.add(assign(task, before));
        picked.add(task.id());
      }
    }
    for (Task task : ready) {
      if (left.isEmpty()) {
        break;
      }
      if (picked.add(task.id())) {
        AgentId agent = left.iterator().next();
        left.remove(agent);
        picks.add(assign(task, agent));
      }
    }
    return picks;
  }

  private static TaskAssigned assign(Task task, AgentId agent) {
    return new TaskAssigned(task.id(), agent, task.attempts() + 1);
  }

  private boolean isReady(Task task) {
    return task.status() == TaskStatus.PENDING
        && dependencies(task.id()).stream().allMatch(it -> it.status() == TaskStatus.COMPLETED);
  }

  private @Nullable AgentId lastOf(Task task) {
    AgentId last = null;
    int latest = -1;
    for (Task dependency : dependencies(task.id())) {
      int order = Objects.requireNonNull(completionOrder.get(dependency.id()));
      if (order > latest) {
        latest = order;
        last = dependency.agent();
      }
    }
    return last;
  }

  /// The pending tasks that can never start, because a dependency failed or was cancelled (or will,
  /// for the same reason), each with that reason.
  public List<TaskFailed> doomed() {
    Map<TaskId, String> ended = new HashMap<>();
    for (Task task : tasks.values()) {
      if (task.status() == TaskStatus.FAILED || task.status() == TaskStatus.CANCELLED) {
        ended.put(task.id(), task.outcome());
      }
    }
    List<TaskFailed> doomed = new ArrayList<>();
    boolean more = true;
    while (more) {
      more = false;
      for (Task task : tasks.values()) {
        String why = task.status() == TaskStatus.PENDING ? because(task, ended) : null;
        if (why != null && ended.putIfAbsent(task.id(), why) == null) {
          doomed.add(new TaskFailed(task.id(), null, why));
          more = true;
        }
      }
    }
    return doomed;
  }

  private static @Nullable String because(Task task, Map<TaskId, String> ended) {
    for (TaskId dependency : task.dependsOn()) {
      String reason = ended.get(dependency);
      if (reason != null) {
        return reason.startsWith("it depends on ")
            ? reason
            : "it depends on " + dependency + ", which did not complete: " + reason;
      }
    }
    return null;
  }

  /// Every task that has not ended fails for a reason.
  public List<TaskFailed> failOpen(String reason) {
    return open().map(task -> new TaskFailed(task.id(), null, reason)).toList();
  }

  /// Every task that has not ended is cancelled for a reason.
  public List<TaskCancelled> cancelOpen(String reason) {
    return open().map(task -> new TaskCancelled(task.id(), reason)).toList();
  }

  private Stream<Task> open() {
    return tasks.values().stream().filter(task -> !task.status().ended());
  }

  /// Refuses, with an IllegalArgumentException that says why, tasks of which two have one id, one
  /// depends on a task that is not among them, or some depend on each other in a circle.
  public static void check(List<TaskAdded> plan) {
    Map<TaskId, TaskAdded> byId = new LinkedHashMap<>();
    for (TaskAdded task : plan) {
      if (byId.put(task.task(), task) != null) {
        throw new IllegalArgumentException("two tasks are called " + task.task());
      }
    }
    for (TaskAdded task : plan) {
      for (TaskId dependency : task.dependsOn()) {
        if (!byId.containsKey(dependency)) {
          throw new IllegalArgumentException(
              task.task() + " depends on " + dependency + ", which is not in the plan");
        }
      }
    }
    Set<TaskId> startable = new HashSet<>();
    while (byId.values()
        .removeIf(task -> startable.containsAll(task.dependsOn()) && startable.add(task.task()))) {
      // Each round takes away what can start after the rounds before.
    }
    if (!byId.isEmpty()) {
      throw new IllegalArgumentException("these tasks wait for each other: " + byId.keySet());
    }
  }
}
