package manyhands.desktop.rfb;

import java.util.ArrayList;
import java.util.List;
import manyhands.desktop.Rectangle;

/// An area cut into tiles, row by row.
final class Tiling {

  private Tiling() {}

  static List<Rectangle> of(Rectangle area, int side) {
    List<Rectangle> tiles = new ArrayList<>();
    for (int y = 0; y < area.height(); y += side) {
      for (int x = 0; x < area.width(); x += side) {
        int width = Math.min(side, area.width() - x);
        int height = Math.min(side, area.height() - y);
        tiles.add(new Rectangle(area.x() + x, area.y() + y, width, height));
      }
    }
    return tiles;
  }
}
