package manyhands.desktop.rfb;

import java.util.concurrent.locks.ReentrantLock;
import manyhands.desktop.Capture;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.Frame;
import manyhands.desktop.Point;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Screenshot;
import manyhands.desktop.Size;
import org.jspecify.annotations.Nullable;

/// Turns frames of one screen into pictures: draws the mouse pointer, scales, encodes. The pointer
/// is drawn because models aim better when they see it; frames never have it, so that it is no
/// change. The picture that was shot last is there at once when it is wanted again. Safe for many
/// threads.
final class Camera {

  private final JpegWriter jpeg;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Scaler scaler;
  private volatile @Nullable Shot last;

  /// A picture and all that it was made of.
  private record Shot(
      Frame frame, Cursor cursor, Point pointer, Capture capture, Screenshot picture) {

    boolean is(Frame wanted, Cursor shape, Point at, Capture kind) {
      return frame.equals(wanted)
          && cursor.equals(shape)
          && pointer.equals(at)
          && capture.equals(kind);
    }
  }

  Camera(JpegWriter jpeg) {
    this.jpeg = jpeg;
  }

  Screenshot shoot(Frame frame, Cursor cursor, Point pointer, Capture capture) {
    Shot before = last;
    if (before != null && before.is(frame, cursor, pointer, capture)) {
      return before.picture();
    }
    Screenshot picture = develop(withPointer(frame, cursor, pointer), frame.size(), capture);
    last = new Shot(frame, cursor, pointer, capture, picture);
    return picture;
  }

  /// A part of the frame alone. Fails with `BAD_ACTION` when it is none of the screen.
  Screenshot closeUp(Frame frame, Cursor cursor, Point pointer, Rectangle region, Capture capture) {
    Size screen = frame.size();
    int left = Math.max(0, region.x());
    int top = Math.max(0, region.y());
    int width = Math.min(screen.width(), region.x() + region.width()) - left;
    int height = Math.min(screen.height(), region.y() + region.height()) - top;
    if (width <= 0 || height <= 0) {
      throw new DesktopException(Code.BAD_ACTION, "That region is not on the screen.");
    }
    int[] whole = withPointer(frame, cursor, pointer);
    int[] part = new int[width * height];
    for (int row = 0; row < height; row++) {
      System.arraycopy(whole, (top + row) * screen.width() + left, part, row * width, width);
    }
    return develop(part, new Size(width, height), capture);
  }

  private Screenshot develop(int[] drawn, Size screen, Capture capture) {
    Size size = screen.within(capture.atMost());
    int[] pixels = size.equals(screen) ? drawn : scaler(screen, size).scale(drawn);
    byte[] bytes =
        switch (capture.format()) {
          case PNG -> PngWriter.encode(pixels, size);
          case JPEG -> jpeg.encode(pixels, size);
        };
    return new Screenshot(bytes, capture.format(), size, screen);
  }

  private Scaler scaler(Size from, Size to) {
    lock.lock();
    try {
      if (scaler == null || !scaler.goes(from, to)) {
        scaler = new Scaler(from, to);
      }
      return scaler;
    } finally {
      lock.unlock();
    }
  }

  private static int[] withPointer(Frame frame, Cursor cursor, Point pointer) {
    int[] pixels = frame.pixels().clone();
    int left = pointer.x() - cursor.hotspot().x();
    int top = pointer.y() - cursor.hotspot().y();
    for (int y = 0; y < cursor.size().height(); y++) {
      for (int x = 0; x < cursor.size().width(); x++) {
        if (frame.size().contains(left + x, top + y)) {
          int at = (top + y) * frame.size().width() + left + x;
          pixels[at] = blend(pixels[at], cursor.pixels()[y * cursor.size().width() + x]);
        }
      }
    }
    return pixels;
  }

  private static int blend(int below, int above) {
    int alpha = above >>> 24;
    int red = mix((below >> 16) & 0xFF, (above >> 16) & 0xFF, alpha);
    int green = mix((below >> 8) & 0xFF, (above >> 8) & 0xFF, alpha);
    return (red << 16) | (green << 8) | mix(below & 0xFF, above & 0xFF, alpha);
  }

  private static int mix(int below, int above, int alpha) {
    return (below * (255 - alpha) + above * alpha + 127) / 255;
  }
}
