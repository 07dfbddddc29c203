package manyhands.desktop;

/// An encoded picture of the screen. `size` is the picture's, `screen` the screen's; they differ
/// when the picture was scaled. The bytes are not copied: leave them alone.
public record Screenshot(byte[] bytes, ImageFormat format, Size size, Size screen) {

  /// The pixel of the screen that a pixel of the picture shows (its centre, when scaled). The first
  /// and the last column and row of the picture are those of the screen.
  public Point toScreen(Point inPicture) {
    return new Point(
        scale(inPicture.x(), size.width(), screen.width()),
        scale(inPicture.y(), size.height(), screen.height()));
  }

  /// The pixel of the picture that shows a pixel of the screen.
  public Point fromScreen(Point onScreen) {
    return new Point(
        scale(onScreen.x(), screen.width(), size.width()),
        scale(onScreen.y(), screen.height(), size.height()));
  }

  private static int scale(int value, int from, int to) {
    if (from == to || from == 1) {
      return value;
    }
    return (int) Math.round((double) value * (to - 1) / (from - 1));
  }
}
