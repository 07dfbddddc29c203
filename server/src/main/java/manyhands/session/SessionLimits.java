package manyhands.session;

import java.time.Duration;
import manyhands.seat.SeatTerms;

/// At most so many agents in a session, sessions at a time and desktops without an agent at a time;
/// such a desktop ends by itself when nobody used it for `idle`. A person who took a desktop's seat
/// keeps it until nothing was done for `seat`. `gate` says where people are waited for.
public record SessionLimits(
    int agents, int sessions, int desktops, Duration idle, Duration seat, HumanGate gate) {

  public static final SessionLimits USUAL = new SessionLimits(4, 100, 4, Duration.ofMinutes(15));

  public SessionLimits(int agents, int sessions, int desktops, Duration idle) {
    this(agents, sessions, desktops, idle, SeatTerms.USUAL_QUIET);
  }

  public SessionLimits(int agents, int sessions, int desktops, Duration idle, Duration seat) {
    this(agents, sessions, desktops, idle, seat, HumanGate.USUAL);
  }

  /// The same with people asked elsewhere, or for longer.
  public SessionLimits with(HumanGate other) {
    return new SessionLimits(agents, sessions, desktops, idle, seat, other);
  }

  public SessionLimits {
    if (agents < 1 || agents > AgentNames.COUNT || sessions < 1 || desktops < 0) {
      throw new IllegalArgumentException(
          "a session has 1 to " + AgentNames.COUNT + " agents, not " + agents);
    }
  }
}
