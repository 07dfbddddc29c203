package manyhands.desktop.rfb;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Iterator;
import java.util.Locale;
import manyhands.desktop.Frame;
import manyhands.desktop.Size;
import org.jspecify.annotations.Nullable;

/// Names what frames show, so that a screen that was seen before is known again. The name is a
/// digest of the pixels, so the same screen has the same name also in another process; what was
/// restless then or is now makes no difference, as long as the scene is remembered. Safe for many
/// threads.
final class Scenes {

  /// Enough for any cycle that anybody looks for; 16 KiB each at 1280x800.
  private static final int REMEMBERED = 64;

  private static final long PRIME = 0x100000001b3L;
  private static final long BASIS = 0xcbf29ce484222325L;

  /// The newest first.
  private final ArrayDeque<Scene> known = new ArrayDeque<>();

  private @Nullable Frame last;
  private @Nullable Expected expected;

  /// The digests of the frame with this number, whose name may be asked for.
  private record Expected(long frame, int[] tiles) {}

  /// One digest for each tile of the screen.
  private record Scene(String name, Size size, int[] tiles, BitSet restless) {}

  /// The name of this frame may be asked for next.
  synchronized void expect(Frame frame) {
    expected = known(frame);
  }

  private Expected known(Frame frame) {
    Expected before = expected;
    return before != null && before.frame() == frame.number()
        ? before
        : new Expected(frame.number(), digests(frame));
  }

  synchronized String name(Frame frame, BitSet restless) {
    int[] tiles = known(frame).tiles();
    Scene before =
        isLast(frame, restless) ? known.peekFirst() : find(frame.size(), tiles, restless);
    last = frame;
    String name = before == null ? digest(frame.size(), tiles, restless) : before.name();
    if (before != null) {
      // The newest is like it most: what crept in bit by bit is still the same.
      boolean _ = known.remove(before);
    }
    known.addFirst(new Scene(name, frame.size(), tiles, (BitSet) restless.clone()));
    if (known.size() > REMEMBERED) {
      known.removeLast();
    }
    return name;
  }

  /// Nothing but a text cursor may be different, which only whole pictures tell.
  private boolean isLast(Frame frame, BitSet restless) {
    return last != null
        && last.size().equals(frame.size())
        && Differences.between(last, frame, restless).isEmpty();
  }

  private @Nullable Scene find(Size size, int[] tiles, BitSet restless) {
    for (Iterator<Scene> all = known.iterator(); all.hasNext(); ) {
      Scene scene = all.next();
      if (scene.size().equals(size) && isSame(scene, tiles, restless)) {
        return scene;
      }
    }
    return null;
  }

  private static boolean isSame(Scene scene, int[] tiles, BitSet restless) {
    for (int tile = 0; tile < tiles.length; tile++) {
      if (tiles[tile] != scene.tiles()[tile]
          && !restless.get(tile)
          && !scene.restless().get(tile)) {
        return false;
      }
    }
    return true;
  }

  private static int[] digests(Frame frame) {
    Tiles tiles = new Tiles(frame.size());
    int[] digests = new int[tiles.count()];
    int width = frame.size().width();
    int[] pixels = frame.pixels();
    for (int y = 0; y < frame.size().height(); y++) {
      int row = y / Tiles.SIDE * tiles.columns();
      for (int x = 0; x < width; x += Tiles.SIDE) {
        int digest = digests[row + x / Tiles.SIDE];
        int end = y * width + Math.min(width, x + Tiles.SIDE);
        int at = y * width + x;
        // 31 * digest + pixel, four at a time: they need not wait for each other.
        for (; at + 3 < end; at += 4) {
          digest =
              31 * 31 * 31 * 31 * digest
                  + 31 * 31 * 31 * pixels[at]
                  + 31 * 31 * pixels[at + 1]
                  + 31 * pixels[at + 2]
                  + pixels[at + 3];
        }
        for (; at < end; at++) {
          digest = 31 * digest + pixels[at];
        }
        digests[row + x / Tiles.SIDE] = digest;
      }
    }
    return digests;
  }

  /// FNV-1a over all tiles that rest.
  private static String digest(Size size, int[] tiles, BitSet restless) {
    long digest = (BASIS ^ size.width()) * PRIME;
    digest = (digest ^ size.height()) * PRIME;
    for (int tile = 0; tile < tiles.length; tile++) {
      digest = (digest ^ (restless.get(tile) ? 0 : tiles[tile])) * PRIME;
    }
    return String.format(Locale.ROOT, "%016x", digest);
  }
}
