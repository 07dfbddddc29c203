package manyhands.session;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import manyhands.desktop.DesktopId;
import manyhands.event.AgentId;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// What the facts say about each agent:
///
/// ```
/// starting ──desktop ready──> waiting ──task──> acting <──> thinking      done, failed, stopped
///    ^                           ^                │            │               ^
///    └────── desktop lost ───────┼── task ended ──┴────────────┘    terminated ┘ from anywhere
/// ```
///
/// While a person lets it wait, an agent is `paused`, or `waiting` for permission or an answer.
final class AgentFolds {

  private final Map<AgentId, AgentView> agents = new LinkedHashMap<>();
  private final Map<AgentId, LastSeen> pictures = new HashMap<>();
  private final Orders orders = new Orders();

  void apply(Entry entry) {
    orders.apply(entry.event());
    switch (entry.event()) {
      case Event.AgentStarted it ->
          agents.put(
              it.agent(),
              new AgentView(
                  it.agent(), it.name(), AgentStatus.STARTING, null, null, "agent", null));
      case Event.TaskAssigned it -> change(it.agent(), a -> assigned(a, it.task()));
      case Event.TaskCompleted it -> change(it.agent(), AgentFolds::free);
      case Event.TaskFailed it -> ended(it.task());
      case Event.TaskCancelled it -> ended(it.task());
      case Event.DesktopReady it -> change(it.agent(), a -> ready(a, it.desktop()));
      case Event.DesktopLost it ->
          change(it.agent(), a -> with(a, AgentStatus.STARTING, a.task(), null));
      case Event.ModelAsked it ->
          change(it.agent(), a -> with(a, AgentStatus.THINKING, a.task(), a.desktop()));
      case Event.ModelAnswered it ->
          change(it.agent(), a -> with(a, AgentStatus.ACTING, a.task(), a.desktop()));
      case Event.ScreenSeen it -> pictures.put(it.agent(), new LastSeen(it, entry.at()));
      case Event.SeatTaken it -> change(it.agent(), a -> held(a, it.holder()));
      case Event.SeatReturned it -> change(it.agent(), a -> held(a, "agent"));
      case Event.AgentFinished it -> change(it.agent(), a -> finished(a, it));
      case Event.SessionOpened _,
          Event.FilesGiven _,
          Event.PlanMade _,
          Event.PlanChanged _,
          Event.TaskAdded _,
          Event.TaskClaimed _,
          Event.TaskChecked _,
          Event.ActionIntended _,
          Event.ActionPerformed _,
          Event.ScreenZoomed _,
          Event.PictureGiven _,
          Event.NoteAdded _,
          Event.AgentWaiting _,
          Event.AgentStuck _,
          Event.WarningRaised _,
          Event.BudgetReached _,
          Event.BudgetRaised _,
          Event.QuestionAsked _,
          Event.QuestionAnswered _,
          Event.MessageSent _,
          Event.ApprovalAsked _,
          Event.ApprovalAnswered _,
          Event.ArtifactCollected _,
          Event.SessionStarted _,
          Event.SessionContinued _,
          Event.SessionPaused _,
          Event.SessionResumed _,
          Event.SessionRecovered _,
          Event.SessionClosed _,
          Event.DesktopOpened _,
          Event.DesktopClosed _,
          Event.Unrecognized _ -> {}
    }
  }

  private void change(@Nullable AgentId id, UnaryOperator<AgentView> how) {
    if (id != null) {
      agents.computeIfPresent(id, (_, agent) -> how.apply(agent));
    }
  }

  private void ended(TaskId task) {
    agents.replaceAll((_, agent) -> task.equals(agent.task()) ? free(agent) : agent);
  }

  private static AgentView assigned(AgentView agent, TaskId task) {
    AgentStatus status = agent.desktop() == null ? AgentStatus.STARTING : AgentStatus.ACTING;
    return with(agent, status, task, agent.desktop());
  }

  private static AgentView free(AgentView agent) {
    AgentStatus status = agent.desktop() == null ? AgentStatus.STARTING : AgentStatus.WAITING;
    return with(agent, status, null, agent.desktop());
  }

  private static AgentView ready(AgentView agent, DesktopId desktop) {
    AgentStatus status = agent.task() == null ? AgentStatus.WAITING : AgentStatus.ACTING;
    return with(agent, status, agent.task(), desktop);
  }

  private static AgentView with(
      AgentView agent, AgentStatus status, @Nullable TaskId task, @Nullable DesktopId desktop) {
    return new AgentView(
        agent.id(), agent.name(), status, task, desktop, agent.holder(), agent.reason());
  }

  private static AgentView held(AgentView agent, String holder) {
    return new AgentView(
        agent.id(),
        agent.name(),
        agent.status(),
        agent.task(),
        agent.desktop(),
        holder,
        agent.reason());
  }

  private static AgentView finished(AgentView agent, Event.AgentFinished how) {
    return new AgentView(
        agent.id(),
        agent.name(),
        AgentStatus.of(how.status()),
        null,
        null,
        "agent",
        how.reason().isEmpty() ? null : how.reason());
  }

  List<AgentView> views(Meter meter) {
    return agents.values().stream()
        .map(agent -> told(agent).with(meter.of(agent.id()).view()))
        .toList();
  }

  /// As people should see it: one that is held up by a person is not at work.
  private AgentView told(AgentView agent) {
    if (agent.status().ended()) {
      return agent;
    }
    if (orders.isPaused(agent.id())) {
      return with(agent, AgentStatus.PAUSED, agent.task(), agent.desktop());
    }
    return orders.asks(agent.id())
        ? with(agent, AgentStatus.WAITING, agent.task(), agent.desktop())
        : agent;
  }

  boolean has(AgentId agent) {
    return agents.containsKey(agent);
  }

  @Nullable LastSeen lastSeen(AgentId agent) {
    return pictures.get(agent);
  }
}
