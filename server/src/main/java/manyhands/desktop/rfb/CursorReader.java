package manyhands.desktop.rfb;

import java.io.IOException;
import manyhands.desktop.Point;
import manyhands.desktop.Size;

/// Reads the pointer's picture: pixels, then a bit for each that is to be seen.
final class CursorReader {

  private CursorReader() {}

  static Cursor read(Incoming in, int hotX, int hotY, int width, int height) throws IOException {
    if (width > ScreenBounds.LARGEST_POINTER || height > ScreenBounds.LARGEST_POINTER) {
      throw Violation.tooLarge("a pointer of " + width + "x" + height + " pixels");
    }
    int[] pixels = new int[width * height];
    in.pixels(pixels, 0, pixels.length);
    int rowOfBits = (width + 7) / 8;
    byte[] mask = in.bytes(rowOfBits * height);
    if (width == 0 || height == 0) {
      return Cursor.INVISIBLE;
    }
    for (int i = 0; i < pixels.length; i++) {
      int x = i % width;
      int bit = mask[i / width * rowOfBits + x / 8] >> (7 - x % 8);
      pixels[i] = (bit & 1) == 0 ? 0 : pixels[i] | 0xFF000000;
    }
    Point hotspot = new Point(Math.min(hotX, width - 1), Math.min(hotY, height - 1));
    return new Cursor(new Size(width, height), hotspot, pixels);
  }
}
