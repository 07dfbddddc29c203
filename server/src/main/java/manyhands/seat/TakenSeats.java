package manyhands.seat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import manyhands.event.AgentId;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.EventLog;
import manyhands.event.SessionId;

/// Who, as a stream of facts says, does not have the own seat: a fold, for whoever goes on after a
/// server that died. A person's hold ends with the server, since nothing is left that would end it
/// later.
public final class TakenSeats {

  /// Entries read at once.
  private static final int PAGE = 1_000;

  private final Set<AgentId> agents = new LinkedHashSet<>();

  /// The desktop of a stream that is about a desktop without an agent.
  private boolean desktop;

  /// What a whole stream says.
  public static TakenSeats in(EventLog log, SessionId stream) {
    TakenSeats seats = new TakenSeats();
    long seq = 0;
    for (List<Entry> page = log.read(stream, seq, PAGE);
        !page.isEmpty();
        page = log.read(stream, seq, PAGE)) {
      page.forEach(entry -> seats.apply(entry.event()));
      seq = page.getLast().seq();
    }
    return seats;
  }

  public void apply(Event event) {
    if (event instanceof Event.SeatTaken taken) {
      if (taken.agent() == null) {
        desktop = true;
      } else {
        agents.add(taken.agent());
      }
    } else if (event instanceof Event.SeatReturned returned) {
      if (returned.agent() == null) {
        desktop = false;
      } else {
        agents.remove(returned.agent());
      }
    } else if (event instanceof Event.AgentFinished finished) {
      agents.remove(finished.agent());
    }
  }

  /// The facts that give every seat back. What was done at them died with the server.
  public List<Event> returned(String why) {
    Stream<Event> seats = agents.stream().map(it -> new Event.SeatReturned(it, why, 0, Map.of()));
    return desktop ? List.of(new Event.SeatReturned(null, why, 0, Map.of())) : seats.toList();
  }
}
