package manyhands.desktop.rfb;

import java.util.function.IntConsumer;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Size;

/// A screen cut into squares, numbered row by row: fine enough to tell a spinner from the button
/// beside it, few enough to remember something about each.
record Tiles(Size screen) {

  static final int SIDE = 16;

  int columns() {
    return (screen.width() + SIDE - 1) / SIDE;
  }

  int rows() {
    return (screen.height() + SIDE - 1) / SIDE;
  }

  int count() {
    return columns() * rows();
  }

  int at(int x, int y) {
    return y / SIDE * columns() + x / SIDE;
  }

  /// Every tile that has pixels of the area.
  void forEach(Rectangle area, IntConsumer tile) {
    Rectangle part = area.intersection(screen.bounds());
    if (part.isEmpty()) {
      return;
    }
    int columns = columns();
    for (int row = part.y() / SIDE; row <= (part.y() + part.height() - 1) / SIDE; row++) {
      for (int column = part.x() / SIDE; column <= (part.x() + part.width() - 1) / SIDE; column++) {
        tile.accept(row * columns + column);
      }
    }
  }
}
