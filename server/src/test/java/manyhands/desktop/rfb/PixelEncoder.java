package manyhands.desktop.rfb;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import manyhands.desktop.Rectangle;

/// The other side of the decoders: encodes random rectangles in every way that the specifications
/// allow, and keeps the pixels that must come out. Made from a seed.
final class PixelEncoder {

  private final Random random;
  private final int width;
  private final int height;
  private final int[] pixels;
  private final Deflater zrle = new Deflater(1);
  private final Deflater[] tight = {
    new Deflater(1), new Deflater(6), new Deflater(1), new Deflater(9)
  };

  PixelEncoder(long seed, int width, int height) {
    this.random = new Random(seed);
    this.width = width;
    this.height = height;
    this.pixels = new int[width * height];
  }

  int[] pixels() {
    return pixels;
  }

  Rectangle area() {
    int x = random.nextInt(width);
    int y = random.nextInt(height);
    return new Rectangle(x, y, 1 + random.nextInt(width - x), 1 + random.nextInt(height - y));
  }

  /// Draws something on the area and returns it encoded, without the rectangle's header.
  byte[] encode(Encoding encoding, Rectangle area) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    switch (encoding) {
      case RAW -> {
        paint(area);
        for (int pixel : read(area)) {
          pixel(out, pixel);
        }
      }
      case COPY_RECT -> copy(out, area);
      case HEXTILE -> hextile(out, area);
      case ZRLE -> zrle(out, area);
      case TIGHT -> tight(out, area);
      default -> throw new IllegalArgumentException("no encoder for " + encoding);
    }
    return bytes.toByteArray();
  }

  private int colour() {
    return random.nextInt(1 << 24);
  }

  private void paint(Rectangle area) {
    int[] palette = new int[1 + random.nextInt(300)];
    Arrays.setAll(palette, _ -> colour());
    paint(area, palette);
  }

  private void paint(Rectangle area, int... palette) {
    for (int y = 0; y < area.height(); y++) {
      for (int x = 0; x < area.width(); x++) {
        pixels[(area.y() + y) * width + area.x() + x] = palette[random.nextInt(palette.length)];
      }
    }
  }

  private int[] read(Rectangle area) {
    int[] found = new int[area.width() * area.height()];
    for (int y = 0; y < area.height(); y++) {
      int from = (area.y() + y) * width + area.x();
      System.arraycopy(pixels, from, found, y * area.width(), area.width());
    }
    return found;
  }

  private void copy(DataOutputStream out, Rectangle area) throws IOException {
    int x = random.nextInt(width - area.width() + 1);
    int y = random.nextInt(height - area.height() + 1);
    int[] found = read(new Rectangle(x, y, area.width(), area.height()));
    for (int row = 0; row < area.height(); row++) {
      int to = (area.y() + row) * width + area.x();
      System.arraycopy(found, row * area.width(), pixels, to, area.width());
    }
    out.writeShort(x);
    out.writeShort(y);
  }

  private void hextile(DataOutputStream out, Rectangle area) throws IOException {
    int background = 0;
    int foreground = 0;
    for (Rectangle tile : Tiling.of(area, 16)) {
      if (random.nextInt(4) == 0) {
        out.write(1);
        paint(tile);
        for (int pixel : read(tile)) {
          pixel(out, pixel);
        }
        continue;
      }
      boolean coloured = random.nextBoolean();
      int parts = random.nextInt(4) == 0 ? 0 : random.nextInt(10);
      int kind = random.nextInt(2) * 2 + random.nextInt(2) * 4;
      out.write(kind | (parts > 0 ? 8 : 0) | (coloured ? 16 : 0));
      if ((kind & 2) != 0) {
        background = colour();
        pixel(out, background);
      }
      if ((kind & 4) != 0) {
        foreground = colour();
        pixel(out, foreground);
      }
      paint(tile, background);
      if (parts > 0) {
        out.write(parts);
      }
      for (int i = 0; i < parts; i++) {
        int colour = foreground;
        if (coloured) {
          colour = colour();
          pixel(out, colour);
        }
        int x = random.nextInt(tile.width());
        int y = random.nextInt(tile.height());
        int w = 1 + random.nextInt(tile.width() - x);
        int h = 1 + random.nextInt(tile.height() - y);
        out.write((x << 4) | y);
        out.write(((w - 1) << 4) | (h - 1));
        paint(new Rectangle(tile.x() + x, tile.y() + y, w, h), colour);
      }
    }
  }

  private void zrle(DataOutputStream out, Rectangle area) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    for (Rectangle tile : Tiling.of(area, 64)) {
      zrleTile(plain, tile);
    }
    byte[] data = deflate(zrle, plain.toByteArray());
    out.writeInt(data.length);
    out.write(data);
  }

  private void zrleTile(ByteArrayOutputStream out, Rectangle tile) {
    int kind = random.nextInt(5);
    int size = kind == 1 ? 1 : kind == 2 ? 2 + random.nextInt(15) : 2 + random.nextInt(126);
    int[] palette = new int[size];
    Arrays.setAll(palette, i -> (colour() & 0xFFFF80) | i);
    if (kind == 0 || kind == 3) {
      paint(tile);
    } else {
      paint(tile, palette);
    }
    if (random.nextBoolean()) {
      runs(tile);
    }
    int[] found = read(tile);
    switch (kind) {
      case 0 -> {
        out.write(0);
        packed(out, found);
      }
      case 3 -> {
        out.write(128);
        zrleRuns(out, found, null);
      }
      case 1 -> {
        out.write(1);
        packed(out, palette);
      }
      case 2 -> {
        out.write(size);
        packed(out, palette);
        zrlePacked(out, found, palette, tile.width());
      }
      default -> {
        out.write(128 + size);
        packed(out, palette);
        zrleRuns(out, found, palette);
      }
    }
  }

  /// Makes the tile's rows repeat their first pixel, so that there are long runs.
  private void runs(Rectangle tile) {
    for (int y = tile.y(); y < tile.y() + tile.height(); y++) {
      int start = y * width + tile.x();
      int colour = pixels[random.nextInt(3) == 0 ? start : tile.y() * width + tile.x()];
      Arrays.fill(pixels, start, start + tile.width(), colour);
    }
  }

  private static void zrlePacked(ByteArrayOutputStream out, int[] found, int[] palette, int width) {
    int bits = palette.length == 2 ? 1 : palette.length <= 4 ? 2 : 4;
    for (int row = 0; row < found.length; row += width) {
      int data = 0;
      int used = 0;
      for (int x = 0; x < width; x++) {
        data = (data << bits) | index(palette, found[row + x]);
        used += bits;
        if (used == 8 || x == width - 1) {
          out.write(data << (8 - used));
          data = 0;
          used = 0;
        }
      }
    }
  }

  private void zrleRuns(ByteArrayOutputStream out, int[] found, int[] palette) {
    for (int at = 0; at < found.length; ) {
      int length = 1;
      while (at + length < found.length && found[at + length] == found[at]) {
        length++;
      }
      if (palette != null && length == 1) {
        out.write(index(palette, found[at]));
      } else {
        if (palette == null) {
          packed(out, found[at]);
        } else {
          out.write(128 | index(palette, found[at]));
        }
        int rest = length - 1;
        for (; rest >= 255; rest -= 255) {
          out.write(255);
        }
        out.write(rest);
      }
      at += length;
    }
  }

  private void tight(DataOutputStream out, Rectangle area) throws IOException {
    int stream = random.nextInt(4);
    int resets = random.nextInt(8) == 0 ? 1 << random.nextInt(4) : 0;
    for (int i = 0; i < 4; i++) {
      if ((resets >> i & 1) != 0) {
        tight[i].reset();
      }
    }
    switch (random.nextInt(5)) {
      case 0 -> {
        int colour = colour();
        paint(area, colour);
        out.write(0x80 | resets);
        rgb(out, colour);
      }
      case 1 -> {
        paint(area);
        out.write((stream << 4) | resets);
        tightData(out, stream, rgb(read(area)));
      }
      case 2 -> {
        int[] palette = new int[2 + random.nextInt(random.nextBoolean() ? 1 : 255)];
        Arrays.setAll(palette, i -> (colour() & 0xFFFF00) | i);
        paint(area, palette);
        out.write(((4 | stream) << 4) | resets);
        out.write(1);
        out.write(palette.length - 1);
        out.write(rgb(palette));
        tightData(out, stream, tightIndexes(area, palette));
      }
      case 3 -> {
        paint(area);
        out.write(((4 | stream) << 4) | resets);
        out.write(2);
        tightData(out, stream, gradient(rgb(read(area)), area.width() * 3));
      }
      default -> {
        paint(area);
        out.write(((4 | stream) << 4) | resets);
        out.write(0);
        tightData(out, stream, rgb(read(area)));
      }
    }
  }

  private byte[] tightIndexes(Rectangle area, int[] palette) {
    ByteArrayOutputStream indexes = new ByteArrayOutputStream();
    int[] found = read(area);
    if (palette.length == 2) {
      zrlePacked(indexes, found, palette, area.width());
    } else {
      for (int pixel : found) {
        indexes.write(index(palette, pixel));
      }
    }
    return indexes.toByteArray();
  }

  private static byte[] gradient(byte[] rgb, int row) {
    byte[] differences = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      int left = i % row < 3 ? 0 : rgb[i - 3] & 0xFF;
      int above = i < row ? 0 : rgb[i - row] & 0xFF;
      int corner = i % row < 3 || i < row ? 0 : rgb[i - row - 3] & 0xFF;
      differences[i] = (byte) (rgb[i] - Math.max(0, Math.min(255, left + above - corner)));
    }
    return differences;
  }

  private void tightData(DataOutputStream out, int stream, byte[] data) throws IOException {
    if (data.length < 12) {
      out.write(data);
      return;
    }
    byte[] compressed = deflate(tight[stream], data);
    int length = compressed.length;
    out.write((length & 127) | (length > 127 ? 128 : 0));
    if (length > 127) {
      out.write((length >> 7 & 127) | (length > 16383 ? 128 : 0));
    }
    if (length > 16383) {
      out.write(length >> 14);
    }
    out.write(compressed);
  }

  private static byte[] deflate(Deflater deflater, byte[] data) {
    deflater.setInput(data);
    byte[] buffer = new byte[data.length * 2 + 1000];
    int length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
    return Arrays.copyOf(buffer, length);
  }

  private static int index(int[] palette, int colour) {
    for (int i = 0; i < palette.length; i++) {
      if (palette[i] == colour) {
        return i;
      }
    }
    throw new IllegalStateException("not in the palette");
  }

  private void pixel(DataOutputStream out, int pixel) throws IOException {
    // the fourth byte may be anything
    out.writeInt(Integer.reverseBytes(pixel | (random.nextInt(256) << 24)));
  }

  private static void packed(ByteArrayOutputStream out, int... pixels) {
    for (int pixel : pixels) {
      out.write(pixel);
      out.write(pixel >> 8);
      out.write(pixel >> 16);
    }
  }

  private static void rgb(DataOutputStream out, int pixel) throws IOException {
    out.write(rgb(new int[] {pixel}));
  }

  private static byte[] rgb(int[] pixels) {
    byte[] bytes = new byte[pixels.length * 3];
    for (int i = 0; i < pixels.length; i++) {
      bytes[3 * i] = (byte) (pixels[i] >> 16);
      bytes[3 * i + 1] = (byte) (pixels[i] >> 8);
      bytes[3 * i + 2] = (byte) pixels[i];
    }
    return bytes;
  }
}
