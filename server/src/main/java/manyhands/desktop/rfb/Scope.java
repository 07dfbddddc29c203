package manyhands.desktop.rfb;

import java.util.List;
import java.util.Optional;
import manyhands.desktop.Action;
import manyhands.desktop.Point;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Size;

/// Where a difference matters for an action.
sealed interface Scope {

  /// What makes the difference: a rectangle around it; empty when none of them matters.
  Optional<Rectangle> judge(List<Rectangle> differences, Size screen);

  static Scope of(Action action) {
    return switch (action) {
      case Action.Wait _ -> new Nothing();
      // Moving the pointer is how one finds out what is there now.
      case Action.Move _ -> new Nothing();
      case Action.Click click -> around(click.x(), click.y());
      case Action.DoubleClick click -> around(click.x(), click.y());
      case Action.TripleClick click -> around(click.x(), click.y());
      case Action.MouseDown down -> around(down.x(), down.y());
      // What was dragged looks different by now: that is what dragging does.
      case Action.MouseUp _ -> new Nothing();
      case Action.Scroll scroll -> around(scroll.x(), scroll.y());
      case Action.Drag drag -> Around.path(drag.path());
      case Action.Type _, Action.TypeSecret _ -> new Everywhere();
      case Action.Press _ -> new Everywhere();
      case Action.Hold _ -> new Everywhere();
    };
  }

  private static Scope around(int x, int y) {
    return Around.path(List.of(new Point(x, y)));
  }

  /// No difference matters.
  record Nothing() implements Scope {

    @Override
    public Optional<Rectangle> judge(List<Rectangle> differences, Size screen) {
      return Optional.empty();
    }
  }

  /// Keys go wherever the focus is, which nobody can see for sure: every difference matters.
  record Everywhere() implements Scope {

    @Override
    public Optional<Rectangle> judge(List<Rectangle> differences, Size screen) {
      return differences.stream().reduce(Rectangle::union);
    }
  }

  /// Every difference near the target matters, and far away a large one: a page that became another
  /// may look the same where the pointer goes.
  record Around(List<Rectangle> near) implements Scope {

    /// A dialog's worth of surroundings to each side, not the whole window.
    private static final int REACH_X = 200;

    private static final int REACH_Y = 150;

    /// A difference of the hundredth part of the screen is larger than a notification's icon, a
    /// clock or a line of text.
    private static final int LARGE_PART = 100;

    static Around path(List<Point> path) {
      return new Around(
          path.stream()
              .map(at ->
                  new Rectangle(
                      at.x() - REACH_X, at.y() - REACH_Y, 2 * REACH_X + 1, 2 * REACH_Y + 1))
              .toList());
    }

    @Override
    public Optional<Rectangle> judge(List<Rectangle> differences, Size screen) {
      long area = 0;
      boolean close = false;
      for (Rectangle one : differences) {
        area += (long) one.width() * one.height();
        close |= near.stream().anyMatch(one::intersects);
      }
      boolean large = area * LARGE_PART >= (long) screen.width() * screen.height();
      return close || large ? differences.stream().reduce(Rectangle::union) : Optional.empty();
    }
  }
}
