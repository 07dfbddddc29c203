package manyhands.agent;

import java.util.List;
import java.util.Locale;
import manyhands.desktop.Action;
import manyhands.desktop.Point;
import org.jspecify.annotations.Nullable;

/// What counts as the same action, and as the same error.
final class Resemblance {

  /// A model that aims at the same thing again is off by a few pixels; two things that a person can
  /// tell apart are further away from each other.
  static final int JITTER = 8;

  /// An error is told by its beginning; it may be as long as a program's whole output.
  private static final int MAX_KIND = 200;

  private Resemblance() {}

  static boolean between(Action one, Action other) {
    Point here = at(one);
    Point there = at(other);
    if (here == null || there == null || !near(here, there)) {
      return one.equals(other);
    }
    return moved(one, there).equals(moved(other, there)) && near(end(one, here), end(other, there));
  }

  private static Point end(Action action, Point beginning) {
    return action instanceof Action.Drag drag ? drag.path().getLast() : beginning;
  }

  /// Where it begins; null for what has no place.
  static @Nullable Point at(Action action) {
    return switch (action) {
      case Action.Move it -> new Point(it.x(), it.y());
      case Action.Click it -> new Point(it.x(), it.y());
      case Action.DoubleClick it -> new Point(it.x(), it.y());
      case Action.TripleClick it -> new Point(it.x(), it.y());
      case Action.MouseDown it -> new Point(it.x(), it.y());
      case Action.MouseUp it -> new Point(it.x(), it.y());
      case Action.Drag it -> it.path().getFirst();
      case Action.Scroll it -> new Point(it.x(), it.y());
      case Action.Type _, Action.TypeSecret _, Action.Press _, Action.Hold _, Action.Wait _ -> null;
    };
  }

  private static Action moved(Action action, Point to) {
    int x = to.x();
    int y = to.y();
    return switch (action) {
      case Action.Move _ -> new Action.Move(x, y);
      case Action.Click it -> new Action.Click(x, y, it.button(), it.modifiers());
      case Action.DoubleClick it -> new Action.DoubleClick(x, y, it.button(), it.modifiers());
      case Action.TripleClick it -> new Action.TripleClick(x, y, it.button(), it.modifiers());
      case Action.MouseDown it -> new Action.MouseDown(x, y, it.button());
      case Action.MouseUp it -> new Action.MouseUp(x, y, it.button());
      case Action.Scroll it -> new Action.Scroll(x, y, it.direction(), it.ticks(), it.modifiers());
      case Action.Drag it -> new Action.Drag(List.of(to), it.button(), it.modifiers());
      case Action.Type _, Action.TypeSecret _, Action.Press _, Action.Hold _, Action.Wait _ ->
          action;
    };
  }

  private static boolean near(Point one, Point other) {
    return Math.abs(one.x() - other.x()) <= JITTER && Math.abs(one.y() - other.y()) <= JITTER;
  }

  /// An error message without what differs from one time to the next: numbers, paths, quotes.
  static String kind(String message) {
    return message
        .substring(0, Math.min(message.length(), MAX_KIND))
        .replaceAll("`[^`]*`|\"[^\"]*\"", "_")
        .replaceAll("\\S*[/.]\\w\\S*", "_")
        .replaceAll("\\d+", "0")
        .toLowerCase(Locale.ROOT);
  }
}
