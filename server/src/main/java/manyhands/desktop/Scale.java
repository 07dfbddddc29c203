package manyhands.desktop;

/// How a picture of the screen lies on the screen. The first and the last column and row of the
/// picture are those of the screen.
public record Scale(Size picture, Size screen) {

  /// The pixel of the screen that a pixel of the picture shows (its centre, when scaled).
  public Point toScreen(Point inPicture) {
    return new Point(
        scale(inPicture.x(), picture.width(), screen.width()),
        scale(inPicture.y(), picture.height(), screen.height()));
  }

  /// The pixel of the picture that shows a pixel of the screen.
  public Point fromScreen(Point onScreen) {
    return new Point(
        scale(onScreen.x(), screen.width(), picture.width()),
        scale(onScreen.y(), screen.height(), picture.height()));
  }

  private static int scale(int value, int from, int to) {
    if (from == to || from == 1) {
      return value;
    }
    return (int) Math.round((double) value * (to - 1) / (from - 1));
  }
}
