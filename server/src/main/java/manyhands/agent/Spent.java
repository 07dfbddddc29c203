package manyhands.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import manyhands.event.AgentId;
import manyhands.event.Amounts;
import manyhands.event.Budget;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.TaskId;
import manyhands.event.TokenUse;
import org.jspecify.annotations.Nullable;

/// What a task has used of its budget so far, over all its tries: a fold over the log.
public record Spent(int steps, long tokens, Duration time, long microDollars) {

  /// Time counts from each assignment to the last fact of the task that follows it, except the time
  /// in which no server ran or a person kept the agent from its work.
  public static Spent of(List<Entry> entries, TaskId task) {
    int steps = 0;
    TokenUse use = TokenUse.NONE;
    Duration time = Duration.ZERO;
    Instant last = null;
    AgentId agent = null;
    Holds holds = new Holds();
    for (Entry entry : entries) {
      Event event = entry.event();
      boolean kept = agent != null && holds.keep(agent);
      holds.apply(event);
      if (event instanceof Event.SessionRecovered && last != null) {
        last = entry.at();
      }
      if (event instanceof Event.ModelAnswered answered && answered.task().equals(task)) {
        steps++;
        use = use.plus(answered.usage());
      }
      if (event instanceof Event.TaskChecked checked && checked.task().equals(task)) {
        use = use.plus(checked.usage());
      }
      if (event instanceof Event.AgentStuck stuck
          && stuck.task().equals(task)
          && stuck.usage() != null) {
        use = use.plus(stuck.usage());
      }
      if (event instanceof Event.TaskAssigned assigned && assigned.task().equals(task)) {
        agent = assigned.agent();
        last = null;
      } else if (event instanceof Event.TaskAssigned other && other.agent().equals(agent)) {
        agent = null;
      }
      boolean turns = agent != null && holds.keep(agent) != kept;
      if (turns || task.equals(taskOf(event))) {
        if (last != null && !kept && entry.at().isAfter(last)) {
          time = time.plus(Duration.between(last, entry.at()));
        }
        last = entry.at();
      }
    }
    Long price = use.microDollars();
    return new Spent(steps, use.input() + use.output(), time, price == null ? 0 : price);
  }

  /// The same as amounts.
  public Amounts amounts() {
    return new Amounts(steps, tokens, time, microDollars);
  }

  /// What is left of a budget; zero where nothing is.
  public Budget leftOf(Budget budget) {
    Duration left = budget.time().minus(time);
    return new Budget(
        Math.max(0, budget.steps() - steps),
        Math.max(0, budget.tokens() - tokens),
        left.isNegative() ? Duration.ZERO : left,
        budget.microDollars() == null
            ? null
            : Long.valueOf(Math.max(0, budget.microDollars() - microDollars)),
        budget.session());
  }

  private static @Nullable TaskId taskOf(Event event) {
    if (event instanceof Event.TaskAssigned assigned) {
      return assigned.task();
    }
    if (event instanceof Event.ModelAsked asked) {
      return asked.task();
    }
    if (event instanceof Event.ModelAnswered answered) {
      return answered.task();
    }
    if (event instanceof Event.TaskClaimed claimed) {
      return claimed.task();
    }
    if (event instanceof Event.TaskChecked checked) {
      return checked.task();
    }
    return event instanceof Event.ActionIntended intended ? intended.task() : null;
  }
}
