package manyhands.model.scripted;

import java.util.Set;

/// Answers the question whether a file that is there may be replaced.
final class Overwriting {

  private static final int PATIENCE = 5_000;

  private Overwriting() {}

  static void confirm(Keyboard keyboard, Window dialog) {
    Boolean asked =
        keyboard.await(
            Window.MARKER,
            PATIENCE,
            marker -> {
              Window active = Window.of(marker);
              return Set.of(Window.NONE, dialog).contains(active) ? null : Boolean.TRUE;
            });
    if (asked == null) {
      return;
    }
    keyboard.press("alt+r");
  }
}
