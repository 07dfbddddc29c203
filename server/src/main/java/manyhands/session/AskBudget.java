package manyhands.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import manyhands.event.AgentId;
import manyhands.event.Amounts;
import manyhands.event.Budget;
import manyhands.event.Event.BudgetReached;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// One agent's task has used its budget up: people are asked for more, and the agent waits. Both
/// are facts in the log, so that another server waits for the same answer.
final class AskBudget {

  private final SessionWork work;
  private final AgentId agent;
  private final TaskId task;

  AskBudget(SessionWork work, AgentId agent, TaskId task) {
    this.work = work;
    this.agent = agent;
    this.task = task;
  }

  /// What the task may use in all from now on; null when nobody raised its budget in time.
  @Nullable Budget ask(Amounts.What what, Amounts used) throws InterruptedException {
    int raises = budgets().raises(task);
    Budget now = budgets().of(task, work.opened().budget());
    if (now.task().usedUp(used) == null) {
      // Somebody was quicker than the one who asks.
      return now;
    }
    reached(what, used);
    while (true) {
      long version = work.journal().version();
      if (budgets().raises(task) > raises) {
        return budgets().of(task, work.opened().budget());
      }
      BudgetReached open = budgets().task(task);
      if (open == null) {
        // The agent was ended meanwhile.
        throw new InterruptedException();
      }
      Instant until = open.until();
      Duration left = until == null ? Duration.ZERO : work.deadlines().left(until);
      if (!left.isPositive()) {
        return null;
      }
      work.journal().await(version, left);
    }
  }

  private void reached(Amounts.What what, Amounts used) {
    Amounts limit = budgets().of(task, work.opened().budget()).task();
    var _ =
        work.journal()
            .record(board ->
                budgets().task(task) != null || board.hasFinished(agent)
                    ? List.of()
                    : List.of(
                        new BudgetReached(
                            agent,
                            task,
                            what.word(),
                            Objects.requireNonNull(used.number(what)),
                            Objects.requireNonNull(limit.number(what)),
                            work.until())));
  }

  private Budgets budgets() {
    return work.journal().orders().budgets();
  }
}
