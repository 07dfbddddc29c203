package manyhands.desktop;

/// An encoded picture of the screen. `size` is the picture's, `screen` the screen's; they differ
/// when the picture was scaled. The bytes are not copied: leave them alone.
public record Screenshot(byte[] bytes, ImageFormat format, Size size, Size screen) {

  /// The pixel of the screen that a pixel of the picture shows (its centre, when scaled).
  public Point toScreen(Point inPicture) {
    return new Scale(size, screen).toScreen(inPicture);
  }

  /// The pixel of the picture that shows a pixel of the screen.
  public Point fromScreen(Point onScreen) {
    return new Scale(size, screen).fromScreen(onScreen);
  }
}
