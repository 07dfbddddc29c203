package manyhands.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import manyhands.event.AgentId;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.Event.ActionIntended;
import manyhands.event.Event.ActionPerformed;
import manyhands.event.Event.AgentFinished;
import manyhands.event.Event.AgentStarted;
import manyhands.event.EventLog;
import manyhands.event.SessionId;
import manyhands.seat.TakenSeats;
import manyhands.whiteboard.Whiteboard;
import org.jspecify.annotations.Nullable;

/// A stream that a server left open when it died, brought to its end.
final class Unclosed {

  private static final int PAGE = 1_000;

  private final Whiteboard board = new Whiteboard();
  private final TakenSeats seats = new TakenSeats();
  private final List<AgentStarted> agents = new ArrayList<>();
  private final Map<String, ActionIntended> intents = new HashMap<>();

  private Unclosed() {}

  /// Closes every session that is still open in the log; `why` says it to a person.
  static void closeAll(EventLog log, String why) {
    for (SessionId session : log.unended("session:created", "session:complete")) {
      var _ = log.append(session, of(log, session).closing(why));
    }
  }

  private static Unclosed of(EventLog log, SessionId session) {
    Unclosed unclosed = new Unclosed();
    long seq = 0;
    for (List<Entry> page = log.read(session, seq, PAGE);
        !page.isEmpty();
        page = log.read(session, seq, PAGE)) {
      page.forEach(entry -> unclosed.apply(entry.event()));
      seq = page.getLast().seq();
    }
    return unclosed;
  }

  private void apply(Event event) {
    board.apply(event);
    seats.apply(event);
    if (event instanceof AgentStarted started) {
      agents.add(started);
    } else if (event instanceof ActionIntended intended && intended.action() != null) {
      intents.put(key(intended.agent(), intended.call()), intended);
    } else if (event instanceof ActionPerformed performed) {
      intents.remove(key(performed.agent(), performed.call()));
    }
  }

  /// Call ids are unique within a conversation, and each agent has its own.
  private static String key(@Nullable AgentId agent, @Nullable String call) {
    return agent + " " + call;
  }

  private List<Event> closing(String why) {
    List<Event> facts = new ArrayList<>();
    for (ActionIntended intent : intents.values()) {
      facts.add(
          new ActionPerformed(
              intent.agent(),
              intent.call(),
              "agent " + intent.agent(),
              intent.action(),
              Event.Outcome.UNKNOWN,
              "the server ended before the outcome was known",
              0));
    }
    facts.addAll(seats.returned(why));
    facts.addAll(board.cancelOpen(why));
    agents.stream()
        .filter(agent -> !board.hasFinished(agent.agent()))
        .forEach(agent -> facts.add(new AgentFinished(agent.agent(), "stopped", why)));
    facts.add(new Event.SessionClosed("stopped", why));
    return facts;
  }
}
