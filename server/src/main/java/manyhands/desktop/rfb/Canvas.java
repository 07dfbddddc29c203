package manyhands.desktop.rfb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Size;

/// Where the decoders draw while an update arrives: pixels `0xRRGGBB`, row by row, seen by the
/// reading thread alone. It remembers which parts were drawn on until they are published.
final class Canvas {

  /// More drawn parts than this become one; a busy screen sends tens of rectangles, and each costs
  /// a comparison.
  private static final int PARTS_KEPT = 64;

  private Size size;
  private int[] pixels;
  private final List<Rectangle> drawn = new ArrayList<>();

  Canvas(Size size) {
    this.size = size;
    this.pixels = new int[size.width() * size.height()];
  }

  Size size() {
    return size;
  }

  int width() {
    return size.width();
  }

  int[] pixels() {
    return pixels;
  }

  int index(int x, int y) {
    return y * size.width() + x;
  }

  /// Keeps what both sizes have in common; the rest is black until the server draws it.
  void resize(Size to) {
    int[] larger = new int[to.width() * to.height()];
    int columns = Math.min(size.width(), to.width());
    for (int y = 0; y < Math.min(size.height(), to.height()); y++) {
      System.arraycopy(pixels, y * size.width(), larger, y * to.width(), columns);
    }
    size = to;
    pixels = larger;
    drawn.clear();
    drawn.add(to.bounds());
  }

  void fill(int x, int y, int width, int height, int colour) {
    for (int row = y; row < y + height; row++) {
      int start = index(x, row);
      Arrays.fill(pixels, start, start + width, colour);
    }
  }

  /// Copies a part that may overlap its target.
  void copy(int fromX, int fromY, Rectangle to) {
    boolean upwards = fromY >= to.y();
    for (int i = 0; i < to.height(); i++) {
      int row = upwards ? i : to.height() - 1 - i;
      System.arraycopy(
          pixels, index(fromX, fromY + row), pixels, index(to.x(), to.y() + row), to.width());
    }
  }

  /// Remembers that a part, which lies on the canvas, was drawn on.
  void drew(Rectangle part) {
    if (part.isEmpty()) {
      return;
    }
    drawn.add(part);
    if (drawn.size() > PARTS_KEPT) {
      Rectangle all = part;
      for (Rectangle one : drawn) {
        all = all.union(one);
      }
      drawn.clear();
      drawn.add(all);
    }
  }

  /// The parts drawn on since the last call.
  List<Rectangle> takeDrawn() {
    List<Rectangle> taken = List.copyOf(drawn);
    drawn.clear();
    return taken;
  }
}
