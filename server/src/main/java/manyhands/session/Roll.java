package manyhands.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import manyhands.agent.Unanswered;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.seat.TakenSeats;

/// Who works for a session, with what they were given and made, and what of theirs has no end yet:
/// a fold. For one thread at a time.
final class Roll {

  private final Unanswered unanswered = new Unanswered();
  private final TakenSeats seats = new TakenSeats();
  private final Harvest harvest = new Harvest();
  private final Set<AgentId> agents = new LinkedHashSet<>();
  private List<Event.GivenFile> files = List.of();

  void apply(Event event) {
    unanswered.apply(event);
    seats.apply(event);
    harvest.apply(event);
    if (event instanceof Event.AgentStarted it) {
      agents.add(it.agent());
    } else if (event instanceof Event.AgentFinished it) {
      agents.remove(it.agent());
    } else if (event instanceof Event.FilesGiven it) {
      files = it.files();
    }
  }

  List<AgentId> agents() {
    return List.copyOf(agents);
  }

  List<Event.GivenFile> files() {
    return files;
  }

  List<Harvest.Made> made() {
    return harvest.made();
  }

  /// True while something was begun that has no outcome.
  boolean isActing() {
    return !unanswered.isEmpty();
  }

  /// The outcomes of intents, and the returns of seats, that nobody has written.
  List<Event> unfinished() {
    List<Event> facts = new ArrayList<>(unanswered.outcomes());
    facts.addAll(seats.returned("the session ended"));
    return facts;
  }
}
