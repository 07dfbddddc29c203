package manyhands.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import manyhands.agent.Unanswered;
import manyhands.desktop.DesktopId;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.Event.AgentFinished;
import manyhands.event.Event.DesktopReady;
import manyhands.event.Event.SessionOpened;
import manyhands.event.Event.TaskAssigned;
import manyhands.seat.TakenSeats;
import manyhands.whiteboard.Whiteboard;
import org.jspecify.annotations.Nullable;

/// What a server that has ended left of a session: a fold over the session's facts.
final class LeftSession {

  private final Unanswered unanswered = new Unanswered();
  private final Map<AgentId, LeftAgent> agents = new LinkedHashMap<>();
  private final TakenSeats seats = new TakenSeats();
  private @Nullable SessionOpened opened;
  private String prompt = "";

  /// An agent that has not ended: its desktop and its task, when it had them, and how often it was
  /// given that task, as a task is when its desktop is lost.
  record LeftAgent(
      AgentId agent, @Nullable DesktopReady desktop, @Nullable TaskAssigned task, int tries) {

    private LeftAgent at(@Nullable DesktopReady ready) {
      return new LeftAgent(agent, ready, task, tries);
    }

    private LeftAgent given(TaskAssigned given) {
      boolean again = task != null && task.task().equals(given.task());
      return new LeftAgent(agent, desktop, given, again ? tries + 1 : 1);
    }
  }

  void apply(Event event) {
    unanswered.apply(event);
    seats.apply(event);
    if (event instanceof SessionOpened it) {
      opened = it;
      prompt = it.prompt();
    } else if (event instanceof Event.SessionContinued it) {
      prompt = it.prompt();
    } else if (event instanceof Event.AgentStarted it) {
      agents.put(it.agent(), new LeftAgent(it.agent(), null, null, 0));
    } else if (event instanceof DesktopReady it) {
      agents.computeIfPresent(it.agent(), (_, one) -> one.at(it));
    } else if (event instanceof Event.DesktopLost it) {
      agents.computeIfPresent(it.agent(), (_, one) -> one.at(null));
    } else if (event instanceof TaskAssigned it) {
      agents.computeIfPresent(it.agent(), (_, one) -> one.given(it));
    } else if (event instanceof AgentFinished it) {
      agents.remove(it.agent());
    }
  }

  /// How it was opened.
  SessionOpened opened() {
    return Objects.requireNonNull(opened, "not the stream of a session");
  }

  /// What was asked for last.
  String prompt() {
    return prompt;
  }

  /// The agents that have not ended, each with its task only while the whiteboard says that it has
  /// that one.
  List<LeftAgent> agents(Whiteboard board) {
    return agents.values().stream()
        .map(one -> {
          TaskAssigned task = one.task();
          return task == null || board.has(one.agent(), task.task())
              ? one
              : new LeftAgent(one.agent(), one.desktop(), null, 0);
        })
        .toList();
  }

  /// The desktops that its agents had.
  Set<DesktopId> desktops() {
    return agents.values().stream()
        .map(LeftAgent::desktop)
        .filter(Objects::nonNull)
        .map(ready -> Objects.requireNonNull(ready).desktop())
        .collect(Collectors.toSet());
  }

  /// The first facts of a server that goes on with it.
  List<Event> recovered() {
    List<Event> facts = new ArrayList<>();
    facts.add(new Event.SessionRecovered(List.copyOf(agents.keySet())));
    facts.addAll(unanswered.outcomes());
    facts.addAll(seats.returned("the server was restarted"));
    return facts;
  }

  /// The last facts, for one that cannot go on.
  List<Event> ended(Whiteboard board, String why) {
    List<Event> facts = new ArrayList<>(unanswered.outcomes());
    facts.addAll(seats.returned(why));
    facts.addAll(board.failOpen(why));
    agents.keySet().forEach(agent -> facts.add(new AgentFinished(agent, "failed", why)));
    facts.add(new Event.SessionClosed("failed", why));
    return facts;
  }
}
