package manyhands.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import manyhands.event.AgentId;
import manyhands.event.Budget;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// What a task has used of its budget so far, over all its tries: a fold over the log.
public record Spent(int steps, long tokens, Duration time) {

  /// Time counts from each assignment to the last fact of the task that follows it, except the time
  /// in which no server ran or a person had the agent's desktop.
  public static Spent of(List<Entry> entries, TaskId task) {
    int steps = 0;
    long tokens = 0;
    Duration time = Duration.ZERO;
    Instant last = null;
    AgentId agent = null;
    boolean kept = false;
    for (Entry entry : entries) {
      Event event = entry.event();
      if (event instanceof Event.SessionRecovered && last != null) {
        last = entry.at();
      }
      if (event instanceof Event.ModelAnswered answered && answered.task().equals(task)) {
        steps++;
        tokens += answered.usage().input() + answered.usage().output();
      }
      if (event instanceof Event.TaskAssigned assigned && assigned.task().equals(task)) {
        agent = assigned.agent();
        kept = false;
        last = null;
      } else if (event instanceof Event.TaskAssigned other && other.agent().equals(agent)) {
        agent = null;
      }
      boolean taken = event instanceof Event.SeatTaken seat && sameAgent(agent, seat.agent());
      boolean returned = event instanceof Event.SeatReturned seat && sameAgent(agent, seat.agent());
      if (taken || returned || task.equals(taskOf(event))) {
        if (last != null && !kept && entry.at().isAfter(last)) {
          time = time.plus(Duration.between(last, entry.at()));
        }
        last = entry.at();
        kept = taken || (kept && !returned);
      }
    }
    return new Spent(steps, tokens, time);
  }

  /// What is left of a budget; zero where nothing is.
  public Budget leftOf(Budget budget) {
    Duration left = budget.time().minus(time);
    return new Budget(
        Math.max(0, budget.steps() - steps),
        Math.max(0, budget.tokens() - tokens),
        left.isNegative() ? Duration.ZERO : left);
  }

  private static boolean sameAgent(@Nullable AgentId one, @Nullable AgentId other) {
    return one != null && one.equals(other);
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
    return event instanceof Event.ActionIntended intended ? intended.task() : null;
  }
}
