package manyhands.session;

import java.time.Instant;
import java.util.List;
import manyhands.event.AgentId;
import manyhands.event.Amounts;
import manyhands.event.Budget;
import manyhands.event.Event.BudgetReached;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// What a session may use: each task, and all of it together when that is limited (with what people
/// have added). `reached` are the budgets that are used up and wait for a person.
public record BudgetView(Amounts task, @Nullable Amounts session, List<Reached> reached) {

  /// A task's budget, or the session's when none is named. `used` and `limit` are steps, tokens,
  /// seconds or micro-dollars, as `what` says.
  public record Reached(
      @Nullable AgentId agent,
      @Nullable TaskId task,
      String what,
      long used,
      long limit,
      @Nullable Instant until) {
    static Reached of(BudgetReached it) {
      return new Reached(it.agent(), it.task(), it.what(), it.used(), it.limit(), it.until());
    }
  }

  static BudgetView of(Budget base, Budgets budgets) {
    return new BudgetView(
        base.task(), budgets.ofSession(base), budgets.reached().stream().map(Reached::of).toList());
  }
}
