package manyhands.desktop.rfb;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Size;

/// Encodes pixels as Tight rectangles that need nothing that came before: one colour, a palette of
/// up to 256 colours (nothing is lost), or a JPEG picture. Any viewer that knows Tight can show
/// them. For one thread.
final class TightEncoder implements AutoCloseable {

  private static final int RECTANGLE_HEADER = 12;
  private static final int MOST_COLOURS = 256;

  /// Four times as many places as colours: few collisions.
  private static final int PLACES = 4 * MOST_COLOURS;

  private static final int FILL = 0x80;
  private static final int JPEG = 0x90;

  /// The first zlib stream, begun anew, behind a filter that is named.
  private static final int FRESH_FILTERED = 0x41;

  private static final int PALETTE = 1;

  /// Shorter data than this is not compressed.
  private static final int SHORTEST_COMPRESSED = 12;

  private final JpegWriter jpeg;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final int[] colours = new int[MOST_COLOURS];
  private final int[] keys = new int[PLACES];
  private final short[] indexes = new short[PLACES];
  private int count;
  private byte[] compressed = new byte[4096];

  TightEncoder(JpegWriter jpeg) {
    this.jpeg = jpeg;
  }

  /// Writes a rectangle with its header; `pixels` are those of the area alone, row by row.
  void encode(Rectangle area, int[] pixels, ByteArrayOutputStream to) {
    header(to, area, Encoding.TIGHT.number());
    byte[] drawn = new byte[pixels.length];
    if (!paint(pixels, drawn)) {
      byte[] picture = jpeg.encode(pixels, new Size(area.width(), area.height()));
      to.write(JPEG);
      compactLength(to, picture.length);
      to.writeBytes(picture);
    } else if (count == 1) {
      to.write(FILL);
      colour(to, colours[0]);
    } else {
      to.write(FRESH_FILTERED);
      to.write(PALETTE);
      to.write(count - 1);
      for (int i = 0; i < count; i++) {
        colour(to, colours[i]);
      }
      compress(count == 2 ? bits(drawn, area) : drawn, to);
    }
  }

  static void header(ByteArrayOutputStream to, Rectangle area, int encoding) {
    byte[] bytes = new byte[RECTANGLE_HEADER];
    java.nio.ByteBuffer.wrap(bytes)
        .putShort((short) area.x())
        .putShort((short) area.y())
        .putShort((short) area.width())
        .putShort((short) area.height())
        .putInt(encoding);
    to.writeBytes(bytes);
  }

  /// Gives every pixel the index of its colour; false when there are too many colours.
  private boolean paint(int[] pixels, byte[] drawn) {
    Arrays.fill(indexes, (short) -1);
    count = 0;
    int last = ~pixels[0];
    int index = 0;
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i] != last) {
        last = pixels[i];
        index = index(last);
        if (index < 0) {
          return false;
        }
      }
      drawn[i] = (byte) index;
    }
    return true;
  }

  private int index(int colour) {
    int place = ((colour * 0x9E3779B1) >>> 16) & (PLACES - 1);
    while (indexes[place] >= 0) {
      if (keys[place] == colour) {
        return indexes[place];
      }
      place = (place + 1) & (PLACES - 1);
    }
    if (count == MOST_COLOURS) {
      return -1;
    }
    keys[place] = colour;
    indexes[place] = (short) count;
    colours[count] = colour;
    return count++;
  }

  private static byte[] bits(byte[] drawn, Rectangle area) {
    int row = (area.width() + 7) / 8;
    byte[] bits = new byte[row * area.height()];
    for (int i = 0; i < drawn.length; i++) {
      int x = i % area.width();
      bits[i / area.width() * row + x / 8] |= (byte) (drawn[i] << (7 - x % 8));
    }
    return bits;
  }

  private void compress(byte[] data, ByteArrayOutputStream to) {
    if (data.length < SHORTEST_COMPRESSED) {
      to.writeBytes(data);
      return;
    }
    deflater.reset();
    deflater.setInput(data);
    int length = 0;
    int more;
    do {
      if (length == compressed.length) {
        compressed = Arrays.copyOf(compressed, compressed.length * 2);
      }
      more = deflater.deflate(compressed, length, compressed.length - length, Deflater.SYNC_FLUSH);
      length += more;
    } while (more > 0 && length == compressed.length);
    compactLength(to, length);
    to.write(compressed, 0, length);
  }

  private static void colour(ByteArrayOutputStream to, int colour) {
    to.write(colour >> 16);
    to.write(colour >> 8);
    to.write(colour);
  }

  private static void compactLength(ByteArrayOutputStream to, int length) {
    if (length < 1 << 7) {
      to.write(length);
    } else if (length < 1 << 14) {
      to.write((length & 127) | 128);
      to.write(length >> 7);
    } else {
      to.write((length & 127) | 128);
      to.write(((length >> 7) & 127) | 128);
      to.write(length >> 14);
    }
  }

  @Override
  public void close() {
    deflater.end();
  }
}
