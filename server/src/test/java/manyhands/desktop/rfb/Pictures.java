package manyhands.desktop.rfb;

import java.util.Random;
import manyhands.desktop.Size;

/// Pictures that each suit another way of encoding.
enum Pictures {
  NOISE,
  GRADIENT,
  FEW_COLOURS,
  ONE_COLOUR;

  int[] paint(Size size) {
    Random random = new Random(7);
    int[] pixels = new int[size.width() * size.height()];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % size.width();
      int y = i / size.width();
      pixels[i] =
          switch (this) {
            case NOISE -> random.nextInt(1 << 24);
            case GRADIENT -> ((x * 255 / size.width()) << 16) | (y * 255 / size.height());
            case FEW_COLOURS -> 0x203040 * (1 + (x / 37 + y / 23) % 5);
            case ONE_COLOUR -> 0x336699;
          };
    }
    return pixels;
  }
}
