package manyhands.seat;

import java.util.Locale;
import manyhands.desktop.Action;

/// A kind of thing that a person does by hand. Which key, which button and where is not known here:
/// what is counted may be told to anybody.
public enum Touch {
  CLICK(true),
  SCROLL(true),
  DRAG(true),
  KEY(true),
  /// Hands text to the desktop's clipboard.
  CLIPBOARD(true),
  /// Moves the pointer. A pointer that only passes over a picture takes nobody's seat.
  MOVE(false),
  /// Lets a key or a button up.
  RELEASE(false);

  private final boolean counts;

  Touch(boolean counts) {
    this.counts = counts;
  }

  /// Whether it takes the seat and is counted.
  public boolean counts() {
    return counts;
  }

  /// Its name in the log.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Touch of(Action action) {
    return switch (action) {
      case Action.Click _, Action.DoubleClick _, Action.TripleClick _, Action.MouseDown _ -> CLICK;
      case Action.Drag _ -> DRAG;
      case Action.Scroll _ -> SCROLL;
      case Action.Type _, Action.TypeSecret _, Action.Press _, Action.Hold _ -> KEY;
      case Action.Move _, Action.Wait _ -> MOVE;
      case Action.MouseUp _ -> RELEASE;
    };
  }
}
