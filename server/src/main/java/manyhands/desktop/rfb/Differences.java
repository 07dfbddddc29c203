package manyhands.desktop.rfb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import manyhands.desktop.Frame;
import manyhands.desktop.Rectangle;
import org.jspecify.annotations.Nullable;

/// Finds where two frames of the same size differ: one rectangle, exact to the pixel, around each
/// group of neighbouring tiles that do.
final class Differences {

  /// A text cursor is no wider and no higher than this.
  private static final int CARET_WIDTH = 3;

  private static final int CARET_HEIGHT = 64;

  private final Tiles tiles;
  private final @Nullable Rectangle[] boxes;
  private final BitSet found;

  private Differences(Tiles tiles) {
    this.tiles = tiles;
    this.boxes = new Rectangle[tiles.count()];
    this.found = new BitSet(tiles.count());
  }

  /// Tiles that are `ignored` do not count, neither does what can only be a blinking text cursor.
  static List<Rectangle> between(Frame one, Frame other, BitSet ignored) {
    Differences differences = new Differences(new Tiles(one.size()));
    for (int y = 0; y < one.size().height(); y++) {
      differences.addRow(one.pixels(), other.pixels(), y);
    }
    differences.found.andNot(ignored);
    List<Rectangle> groups = differences.groups();
    groups.removeIf(Differences::isCaret);
    return groups;
  }

  /// A thin upright line: a text cursor that appears or goes, wherever it was last.
  static boolean isCaret(Rectangle area) {
    return area.width() <= CARET_WIDTH && area.height() <= CARET_HEIGHT;
  }

  private void addRow(int[] one, int[] other, int y) {
    int width = tiles.screen().width();
    int start = y * width;
    int x = 0;
    while (x < width) {
      int first = Arrays.mismatch(one, start + x, start + width, other, start + x, start + width);
      if (first < 0) {
        return;
      }
      x += first;
      int end = Math.min(width, (x / Tiles.SIDE + 1) * Tiles.SIDE);
      int last = end - 1;
      while (one[start + last] == other[start + last]) {
        last--;
      }
      int tile = tiles.at(x, y);
      Rectangle part = new Rectangle(x, y, last - x + 1, 1);
      Rectangle box = boxes[tile];
      boxes[tile] = box == null ? part : box.union(part);
      found.set(tile);
      x = end;
    }
  }

  private List<Rectangle> groups() {
    List<Rectangle> groups = new ArrayList<>();
    for (int tile = found.nextSetBit(0); tile >= 0; tile = found.nextSetBit(tile)) {
      groups.add(takeGroup(tile));
    }
    return groups;
  }

  private Rectangle takeGroup(int start) {
    Rectangle group = new Rectangle(0, 0, 0, 0);
    ArrayDeque<Integer> next = new ArrayDeque<>();
    next.add(start);
    found.clear(start);
    while (!next.isEmpty()) {
      int tile = next.remove();
      Rectangle box = boxes[tile];
      group = box == null ? group : group.union(box);
      addNeighbours(tile, next);
    }
    return group;
  }

  private void addNeighbours(int tile, ArrayDeque<Integer> next) {
    int column = tile % tiles.columns();
    int row = tile / tiles.columns();
    for (int y = Math.max(0, row - 1); y <= Math.min(tiles.rows() - 1, row + 1); y++) {
      for (int x = Math.max(0, column - 1); x <= Math.min(tiles.columns() - 1, column + 1); x++) {
        int neighbour = y * tiles.columns() + x;
        if (found.get(neighbour)) {
          found.clear(neighbour);
          next.add(neighbour);
        }
      }
    }
  }
}
