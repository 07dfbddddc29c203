package manyhands.desktop.rfb;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import manyhands.desktop.DesktopException;
import manyhands.desktop.Point;

/// What is pressed on a screen's keyboard and mouse right now, so that it can be released whatever
/// happens. Safe for many threads.
final class Hand {

  private final RfbClient client;
  private final Set<Integer> keys = new LinkedHashSet<>();
  private int buttons;

  Hand(RfbClient client) {
    this.client = client;
  }

  /// What is down at one moment.
  record Grip(Set<Integer> keys, int buttons) {

    static final Grip NOTHING = new Grip(Set.of(), 0);
  }

  synchronized Grip grip() {
    return new Grip(Set.copyOf(keys), buttons);
  }

  synchronized void press(int keysym) {
    keys.add(keysym);
    client.key(keysym, true);
  }

  synchronized void release(int keysym) {
    client.key(keysym, false);
    keys.remove(keysym);
  }

  synchronized void move(int x, int y) {
    client.pointer(x, y, buttons);
  }

  synchronized void pressButtons(int x, int y, int mask) {
    buttons |= mask;
    client.pointer(x, y, buttons);
  }

  synchronized void releaseButtons(int x, int y, int mask) {
    client.pointer(x, y, buttons & ~mask);
    buttons &= ~mask;
  }

  /// Releases whatever is down beyond that; does nothing on a connection that has ended, whose
  /// server releases by itself.
  synchronized void loosenTo(Grip before) {
    try {
      Point at = client.pointer();
      int surplus = buttons & ~before.buttons();
      if (surplus != 0) {
        releaseButtons(at.x(), at.y(), surplus);
      }
      for (int keysym : List.copyOf(keys).reversed()) {
        if (!before.keys().contains(keysym)) {
          release(keysym);
        }
      }
    } catch (DesktopException e) {
      keys.clear();
      buttons = 0;
    }
  }
}
