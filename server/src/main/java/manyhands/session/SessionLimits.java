package manyhands.session;

import java.time.Duration;
import manyhands.seat.SeatTerms;

/// At most so many agents in a session, sessions at a time and desktops without an agent at a time;
/// such a desktop ends by itself when nobody used it for `idle`. A person who took a desktop's seat
/// keeps it until nothing was done for `seat`.
public record SessionLimits(int agents, int sessions, int desktops, Duration idle, Duration seat) {

  public static final SessionLimits USUAL =
      new SessionLimits(4, 100, 4, Duration.ofMinutes(15), SeatTerms.USUAL_QUIET);

  public SessionLimits(int agents, int sessions, int desktops, Duration idle) {
    this(agents, sessions, desktops, idle, SeatTerms.USUAL_QUIET);
  }

  public SessionLimits {
    if (agents < 1 || agents > AgentNames.COUNT || sessions < 1 || desktops < 0) {
      throw new IllegalArgumentException(
          "a session has 1 to " + AgentNames.COUNT + " agents, not " + agents);
    }
  }
}
