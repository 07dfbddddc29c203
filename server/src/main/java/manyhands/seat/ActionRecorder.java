package manyhands.seat;

import java.time.Duration;
import manyhands.event.Event.Outcome;

/// Writes down what a seat is about to do and how it ended. The seat calls `intended` before
/// anything reaches the desktop and then `ended` exactly once, whatever happens; nothing is
/// performed when `intended` throws.
public interface ActionRecorder {

  void intended();

  void ended(Outcome outcome, String message, Duration took);
}
