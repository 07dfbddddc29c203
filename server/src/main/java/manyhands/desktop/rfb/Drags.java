package manyhands.desktop.rfb;

import java.util.List;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.Point;

/// Moves the pointer along a path with a button held, in small steps: programs tell a drag from a
/// click by the motion between, and drop targets want to see the pointer arrive.
final class Drags {

  private static final int MOST_POINTS = 1000;

  /// Steps of one part of the path, however long it is.
  private static final int MOST_STEPS = 24;

  private static final int STEP_PIXELS = 8;
  private static final long STEP_MILLIS = 4;

  /// Before the first motion and before the release.
  private static final long REST_MILLIS = 30;

  private final Hand hand;
  private final Pace pace;

  Drags(Hand hand, Pace pace) {
    this.hand = hand;
    this.pace = pace;
  }

  void check(List<Point> path) {
    if (path.size() < 2 || path.size() > MOST_POINTS) {
      throw new DesktopException(
          Code.BAD_ACTION,
          "A drag goes through 2 to " + MOST_POINTS + " points, not " + path.size() + ".");
    }
  }

  void drag(List<Point> path, int button) throws InterruptedException {
    Point at = path.getFirst();
    hand.move(at.x(), at.y());
    hand.pressButtons(at.x(), at.y(), button);
    pace.rest(REST_MILLIS);
    for (Point to : path.subList(1, path.size())) {
      part(at, to, path.size());
      at = to;
    }
    pace.rest(REST_MILLIS);
    hand.releaseButtons(at.x(), at.y(), button);
  }

  private void part(Point from, Point to, int points) throws InterruptedException {
    int distance = Math.max(Math.abs(to.x() - from.x()), Math.abs(to.y() - from.y()));
    // a hand-drawn path of many points brings its own steps
    int most = points > MOST_STEPS ? 1 : MOST_STEPS;
    int steps = Math.clamp(distance / STEP_PIXELS, 1, most);
    for (int i = 1; i <= steps; i++) {
      int x = from.x() + (to.x() - from.x()) * i / steps;
      int y = from.y() + (to.y() - from.y()) * i / steps;
      hand.move(x, y);
      pace.rest(STEP_MILLIS);
    }
  }
}
