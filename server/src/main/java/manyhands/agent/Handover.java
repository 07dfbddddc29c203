package manyhands.agent;

import java.util.List;
import java.util.Map;
import manyhands.event.Event;

/// What a model is told when it has its desktop again: how much a person did and of what kind,
/// never what they typed.
final class Handover {

  private static final Map<String, String> NOUNS =
      Map.of(
          "click", "clicks",
          "drag", "drags",
          "scroll", "turns of the wheel",
          "key", "key presses",
          "clipboard", "texts put on the clipboard");

  private Handover() {}

  static String words(Event.SeatReturned returned) {
    List<String> done =
        returned.kinds().entrySet().stream()
            .map(kind -> NOUNS.getOrDefault(kind.getKey(), kind.getKey()) + ": " + kind.getValue())
            .toList();
    String what =
        done.isEmpty()
            ? "did nothing that was counted"
            : "used it (" + String.join(", ", done) + ")";
    return "A person took over the desktop, "
        + what
        + ", and you have it again: "
        + returned.why()
        + ". The screen may be another: look at the newest picture and decide again.";
  }
}
