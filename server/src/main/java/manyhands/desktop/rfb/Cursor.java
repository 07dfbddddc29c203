package manyhands.desktop.rfb;

import manyhands.desktop.Point;
import manyhands.desktop.Size;

/// The mouse pointer's picture, which is never part of the framebuffer's pixels. `pixels` are
/// `0xAARRGGBB`, row by row; `hotspot` is the pixel of the picture that points. Nobody writes to
/// the pixels.
public record Cursor(Size size, Point hotspot, int[] pixels) {

  /// A pointer that cannot be seen.
  public static final Cursor INVISIBLE = new Cursor(new Size(1, 1), new Point(0, 0), new int[1]);
}
