package manyhands.session;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import manyhands.desktop.DesktopException;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.seat.Actor;
import manyhands.seat.SeatRecorder;
import org.jspecify.annotations.Nullable;

/// Writes who has a desktop's seat into its stream; `agent` is absent where the desktop has none.
record SeatFacts(@Nullable AgentId agent, Consumer<Event> log) implements SeatRecorder {

  static final String HUMAN = "human";

  @Override
  public void taken(Actor.Human person, Duration quiet) {
    try {
      log.accept(
          new Event.SeatTaken(agent, HUMAN, Math.toIntExact(Math.max(1, quiet.toSeconds()))));
    } catch (SessionJournal.EndedException e) {
      throw new DesktopException(
          DesktopException.Code.CLOSED,
          "the session has ended: its desktop can be looked at, not used",
          e);
    }
  }

  @Override
  public void returned(String why, Map<String, Integer> kinds) {
    int actions = kinds.values().stream().mapToInt(Integer::intValue).sum();
    log.accept(new Event.SeatReturned(agent, why, actions, kinds));
  }
}
