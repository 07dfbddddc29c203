package manyhands.seat;

import manyhands.desktop.DesktopException;
import manyhands.desktop.Rectangle;

/// How an attempt to act on a desktop ended. No key or button is left down by one that failed.
public sealed interface SeatResult {

  record Performed() implements SeatResult {}

  /// Not performed: the screen is no longer what was seen, within `where`.
  record Stale(Rectangle where) implements SeatResult {
    String words() {
      return "the screen had changed within " + where;
    }
  }

  /// Not performed: somebody else holds the seat.
  record Refused(Actor holder) implements SeatResult {
    String words() {
      return holder.words() + " has taken over the desktop";
    }
  }

  /// Ended early because a person took the seat; the action may have happened in part.
  record CutShort() implements SeatResult {
    String words() {
      return "a person took over the desktop in the middle of it, so it may have happened in part";
    }
  }

  /// The desktop failed; the action may have happened in part.
  record Failed(DesktopException.Code code, String message) implements SeatResult {}

  /// The thread was told to stop, and its interrupt flag is set; the action may have happened in
  /// part.
  record Interrupted() implements SeatResult {}
}
