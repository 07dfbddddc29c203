package manyhands.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import manyhands.event.Budget;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// What a task has used of its budget so far, over all its tries: a fold over the log.
public record Spent(int steps, long tokens, Duration time) {

  /// Time counts from each assignment to the last fact of the task that follows it, except the time
  /// in which no server ran.
  public static Spent of(List<Entry> entries, TaskId task) {
    int steps = 0;
    long tokens = 0;
    Duration time = Duration.ZERO;
    Instant last = null;
    for (Entry entry : entries) {
      if (entry.event() instanceof Event.SessionRecovered && last != null) {
        last = entry.at();
      }
      if (entry.event() instanceof Event.ModelAnswered answered && answered.task().equals(task)) {
        steps++;
        tokens += answered.usage().input() + answered.usage().output();
      }
      TaskId about = taskOf(entry.event());
      if (task.equals(about)) {
        boolean starts = entry.event() instanceof Event.TaskAssigned;
        if (last != null && !starts && entry.at().isAfter(last)) {
          time = time.plus(Duration.between(last, entry.at()));
        }
        last = entry.at();
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
