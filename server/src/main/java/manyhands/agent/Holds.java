package manyhands.agent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// Which agents people keep from their work: paused, without their desktop, or without the answer
/// to a question. A fold over a session's facts.
final class Holds {

  private final Set<AgentId> taken = new HashSet<>();
  private final Set<AgentId> paused = new HashSet<>();
  private final Map<String, AgentId> asking = new HashMap<>();
  private boolean allPaused;

  void apply(Event event) {
    if (event instanceof Event.SeatTaken it && it.agent() != null) {
      taken.add(it.agent());
    } else if (event instanceof Event.SeatReturned it && it.agent() != null) {
      taken.remove(it.agent());
    } else if (event instanceof Event.SessionPaused it) {
      pause(it.agent(), true);
    } else if (event instanceof Event.SessionResumed it) {
      pause(it.agent(), false);
    } else if (event instanceof Event.ApprovalAsked it) {
      asking.put(it.approval(), it.agent());
    } else if (event instanceof Event.ApprovalAnswered it) {
      asking.remove(it.approval());
    } else if (event instanceof Event.QuestionAsked it) {
      asking.put(it.question(), it.agent());
    } else if (event instanceof Event.QuestionAnswered it) {
      asking.remove(it.question());
    } else if (event instanceof Event.BudgetReached it && it.agent() != null) {
      asking.put(budget(it.task()), it.agent());
    } else if (event instanceof Event.BudgetRaised it) {
      asking.remove(budget(it.task()));
    } else if (event instanceof Event.AgentFinished it) {
      release(it.agent());
      paused.remove(it.agent());
    } else if (event instanceof Event.TaskAssigned it) {
      release(it.agent());
    } else if (event instanceof Event.SessionClosed) {
      allPaused = false;
    }
  }

  private static String budget(@Nullable TaskId task) {
    return "budget of " + task;
  }

  private void pause(@Nullable AgentId agent, boolean pauses) {
    if (agent == null) {
      allPaused = pauses;
    } else if (pauses) {
      paused.add(agent);
    } else {
      paused.remove(agent);
    }
  }

  /// What one try was kept by, the next is not.
  private void release(AgentId agent) {
    taken.remove(agent);
    asking.values().removeIf(agent::equals);
  }

  boolean keep(AgentId agent) {
    return allPaused
        || paused.contains(agent)
        || taken.contains(agent)
        || asking.containsValue(agent);
  }
}
