package manyhands.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/// Pictures that compress like photographs: smooth shapes under a little noise, from a fixed seed.
final class Pictures {

  private static final int WIDTH = 400;
  private static final int HEIGHT = 180;

  private Pictures() {}

  static byte[] png(int seed) {
    Random chance = new Random(seed);
    double phase = chance.nextDouble() * 6;
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double wave = Math.sin(x / 37.0 + phase) + Math.cos(y / 23.0 - phase);
        int base = (int) (110 + 50 * wave) + chance.nextInt(14);
        image.setRGB(x, y, rgb(base + 30 * seed, base + 20, 220 - base));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static int rgb(int red, int green, int blue) {
    return clamp(red) << 16 | clamp(green) << 8 | clamp(blue);
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
