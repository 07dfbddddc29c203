package manyhands.desktop.rfb;

import java.util.HashSet;
import java.util.Set;

/// Counts the keys that a server had to make for characters that its keyboard lacks, and has the
/// layout restored before it runs out of them.
final class SpareKeys {

  /// Of the 131 keys that a restored layout has free; the others are left to programs inside.
  private static final int MOST_USED = 100;

  /// How long programs may take to look up the last keys before the layout under them changes.
  private static final long DIGEST_MILLIS = 400;

  private final KeyboardLayout layout;
  private final Set<Integer> used = new HashSet<>();
  private boolean restored;
  private boolean fixed;

  private final Hand hand;

  SpareKeys(KeyboardLayout layout, Hand hand) {
    this.layout = layout;
    this.hand = hand;
  }

  /// To be called before a key is pressed.
  void use(int keysym) throws InterruptedException {
    if (fixed || Characters.onEveryKeyboard(keysym) || used.contains(keysym)) {
      return;
    }
    if (!restored || used.size() >= MOST_USED) {
      if (restored) {
        Thread.sleep(DIGEST_MILLIS);
      }
      used.clear();
      restored = layout.restore();
      fixed = !restored;
      if (restored) {
        // with the first key after it the server copies the layout once more, over a key just made
        hand.press(KeyNames.SHIFT);
        hand.release(KeyNames.SHIFT);
      }
    }
    used.add(keysym);
  }
}
