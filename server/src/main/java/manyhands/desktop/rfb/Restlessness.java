package manyhands.desktop.rfb;

import java.util.BitSet;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Size;
import org.jspecify.annotations.Nullable;

/// Which parts of a screen change all the time by themselves (clock, blinking cursor, spinner,
/// video), learned from what was drawn while nobody touched the desktop. One thread at a time.
final class Restlessness {

  private Tiles tiles;
  private @Nullable Pulse[] pulses;
  private long touched;

  Restlessness(Size screen, long now) {
    tiles = new Tiles(screen);
    pulses = new Pulse[tiles.count()];
    touched = now;
  }

  /// Somebody did something to the desktop.
  void touch(long now) {
    touched = now;
  }

  void drawn(Rectangle area, long now) {
    tiles.forEach(
        area,
        tile -> {
          Pulse pulse = pulses[tile];
          if (pulse == null) {
            pulses[tile] = new Pulse(now);
          } else {
            pulse.changed(now, touched);
          }
        });
  }

  /// Forgets everything: another size is another screen.
  void resize(Size screen) {
    if (!screen.equals(tiles.screen())) {
      tiles = new Tiles(screen);
      pulses = new Pulse[tiles.count()];
    }
  }

  /// The numbers of the restless [Tiles].
  BitSet tiles(long now) {
    BitSet restless = new BitSet(pulses.length);
    for (int tile = 0; tile < pulses.length; tile++) {
      Pulse pulse = pulses[tile];
      if (pulse != null && pulse.restless(now)) {
        restless.set(tile);
      }
    }
    return restless;
  }
}
