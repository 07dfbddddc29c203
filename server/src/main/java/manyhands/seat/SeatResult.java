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
      return holder.words() + " holds the seat";
    }
  }

  /// The desktop failed; the action may have happened in part.
  record Failed(DesktopException.Code code, String message) implements SeatResult {}

  /// The thread was told to stop, and its interrupt flag is set; the action may have happened in
  /// part.
  record Interrupted() implements SeatResult {}
}
