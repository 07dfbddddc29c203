package manyhands.session;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import manyhands.event.AgentId;
import manyhands.event.Amounts;
import manyhands.event.Budget;
import manyhands.event.Event;
import manyhands.event.Event.BudgetRaised;
import manyhands.event.Event.BudgetReached;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// Which budgets are used up and how far people have raised them: a fold. Safe for use by many
/// threads.
final class Budgets {

  private final Map<TaskId, BudgetReached> tasks = new LinkedHashMap<>();
  private final Map<TaskId, Amounts> raised = new HashMap<>();
  private final Map<TaskId, Integer> raises = new HashMap<>();
  private @Nullable BudgetReached session;
  private Amounts sessionRaised = Amounts.NONE;

  synchronized void apply(Event event) {
    switch (event) {
      case BudgetReached it when it.task() == null -> session = it;
      case BudgetReached it -> tasks.put(it.task(), it);
      case BudgetRaised it when it.task() == null -> {
        session = null;
        sessionRaised = sessionRaised.plus(it.more());
      }
      case BudgetRaised it -> {
        tasks.remove(it.task());
        raised.merge(it.task(), it.more(), Amounts::plus);
        raises.merge(it.task(), 1, Integer::sum);
      }
      case Event.TaskAssigned it -> tasks.remove(it.task());
      case Event.TaskCompleted it -> tasks.remove(it.task());
      case Event.TaskFailed it -> tasks.remove(it.task());
      case Event.TaskCancelled it -> tasks.remove(it.task());
      case Event.AgentFinished it -> tasks.values().removeIf(one -> it.agent().equals(one.agent()));
      case Event.SessionClosed _, Event.SessionContinued _ -> {
        tasks.clear();
        session = null;
      }
      case Event _ -> {}
    }
  }

  /// What a task may use, with what people have added.
  synchronized Budget of(TaskId task, Budget base) {
    return base.plus(raised.getOrDefault(task, Amounts.NONE));
  }

  /// What the session may use, with what people have added; null when that is not limited.
  synchronized @Nullable Amounts ofSession(Budget base) {
    return base.session() == null ? null : base.session().raised(sessionRaised);
  }

  /// The used-up budget of the session; null while there is room.
  synchronized @Nullable BudgetReached session() {
    return session;
  }

  /// The used-up budget of a task; null while there is room.
  synchronized @Nullable BudgetReached task(TaskId task) {
    return tasks.get(task);
  }

  /// The used-up budget that an agent waits for; null when it waits for none.
  synchronized @Nullable BudgetReached agent(AgentId agent) {
    return tasks.values().stream().filter(it -> agent.equals(it.agent())).findFirst().orElse(null);
  }

  /// How often people have raised a task's budget.
  synchronized int raises(TaskId task) {
    return raises.getOrDefault(task, 0);
  }

  /// What people have added to a task's budget.
  synchronized Amounts raised(TaskId task) {
    return raised.getOrDefault(task, Amounts.NONE);
  }

  /// Those that wait for a person, the session's first.
  synchronized List<BudgetReached> reached() {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.ofNullable(session), tasks.values().stream())
        .toList();
  }
}
