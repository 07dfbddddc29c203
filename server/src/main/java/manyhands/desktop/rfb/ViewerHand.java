package manyhands.desktop.rfb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import manyhands.desktop.Point;
import manyhands.desktop.rfb.ViewerGuard.Kind;

/// A viewer's mouse and keyboard: asks the guard about each key and click, and knows what is held
/// down at the screen, so that it can be let go whatever happens.
final class ViewerHand {

  /// Ten fingers, and keys whose release got lost.
  private static final int MOST_KEYS = 64;

  private static final int BUTTONS = 0b0000_0111;

  private final Outgoing screen;
  private final ViewerGuard guard;

  /// What the viewer last said; touched by its thread alone.
  private int buttonsSeen;

  // What the screen was last told; touched under the guard alone.
  private final Map<Long, byte[]> releases = new LinkedHashMap<>();
  private int buttons;
  private int x = -1;
  private int y = -1;

  ViewerHand(Outgoing screen, ViewerGuard guard) {
    this.screen = screen;
    this.guard = guard;
  }

  /// Whether nothing of it ever reaches the screen, and the screen's clipboard is none of its
  /// business.
  boolean onlyWatches() {
    return guard.equals(ViewerGuard.NOTHING);
  }

  void pointer(int toX, int toY, int mask) {
    int pressed = mask & ~buttonsSeen;
    int released = buttonsSeen & ~mask;
    buttonsSeen = mask;
    Kind kind =
        (pressed & BUTTONS) != 0
            ? Kind.CLICK
            : pressed != 0 ? Kind.SCROLL : released != 0 ? Kind.RELEASE : Kind.MOVE;
    touch(
        kind,
        () -> {
          // only what was pressed while it was let through is down
          int down = mask & (buttons | pressed);
          if (pressed != 0 && (x != toX || y != toY)) {
            screen.add(Requests.pointer(toX, toY, down & ~pressed));
          }
          screen.add(Requests.pointer(toX, toY, down));
          buttons = down;
          x = toX;
          y = toY;
          guard.pointerAt(new Point(x, y));
        });
  }

  /// `code` is the place of the key on the keyboard, 0 where the viewer does not say it.
  void key(int keysym, int code, boolean down) {
    long key = ((long) code << 32) | (keysym & 0xFFFFFFFFL);
    if (!down) {
      touch(
          Kind.RELEASE,
          () -> {
            byte[] release = releases.remove(key);
            if (release != null) {
              screen.add(release);
            }
          });
      return;
    }
    touch(
        Kind.KEY,
        () -> {
          if (releases.size() < MOST_KEYS || releases.containsKey(key)) {
            releases.put(key, message(keysym, code, false));
            screen.add(message(keysym, code, true));
          }
        });
  }

  /// A clipboard message, whole.
  void clipboard(Kind kind, byte[] message) {
    touch(kind, () -> screen.add(message));
  }

  /// Releases what is down; under the guard, or when it is over.
  void letGo() {
    List.copyOf(releases.values()).reversed().forEach(screen::add);
    releases.clear();
    if (buttons != 0) {
      screen.add(Requests.pointer(x, y, 0));
      buttons = 0;
    }
  }

  private void touch(Kind kind, Runnable deliver) {
    screen.awaitRoom();
    guard.touch(kind, deliver);
  }

  private static byte[] message(int keysym, int code, boolean down) {
    return code == 0 ? Requests.key(keysym, down) : Requests.keyAt(keysym, code, down);
  }
}
