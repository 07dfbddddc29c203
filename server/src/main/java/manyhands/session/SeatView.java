package manyhands.session;

import manyhands.seat.Seat;

/// Who has a desktop's mouse and keyboard: `agent` (or whoever comes, where there is none) or
/// `human`, who keeps them for `secondsLeft` if nothing more is done; zero for an agent.
public record SeatView(String holder, long secondsLeft) {

  public static SeatView of(Seat seat) {
    return seat.holder() == null
        ? new SeatView("agent", 0)
        : new SeatView(SeatFacts.HUMAN, seat.keptFor().plusMillis(999).toSeconds());
  }
}
