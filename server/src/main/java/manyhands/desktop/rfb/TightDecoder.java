package manyhands.desktop.rfb;

import java.io.IOException;
import manyhands.desktop.Rectangle;

/// One colour, a JPEG picture, or filtered pixels in one of four zlib streams (the community
/// specification's Tight encoding).
final class TightDecoder implements Decoder {

  private static final int FILL = 8;
  private static final int JPEG = 9;
  private static final int EXPLICIT_FILTER = 4;
  private static final int COPY = 0;
  private static final int PALETTE = 1;
  private static final int GRADIENT = 2;

  /// Shorter data than this is not compressed.
  private static final int SHORTEST_COMPRESSED = 12;

  private final ZlibStream[] streams = {
    new ZlibStream(), new ZlibStream(), new ZlibStream(), new ZlibStream()
  };
  private final int[] palette = new int[256];

  @Override
  public void decode(Incoming in, Rectangle area, Canvas canvas) throws IOException {
    int control = in.u8();
    for (int i = 0; i < streams.length; i++) {
      if (((control >> i) & 1) != 0) {
        streams[i].reset();
      }
    }
    int kind = control >> 4;
    if (kind == FILL) {
      canvas.fill(area.x(), area.y(), area.width(), area.height(), in.u24());
    } else if (kind == JPEG) {
      JpegPicture.draw(in.bytes(compactLength(in)), area, canvas);
    } else if (kind < FILL) {
      basic(in, kind, area, canvas);
    } else {
      throw Violation.of("a Tight rectangle of unknown kind " + kind);
    }
  }

  @Override
  public void close() {
    for (ZlibStream stream : streams) {
      stream.close();
    }
  }

  private void basic(Incoming in, int kind, Rectangle area, Canvas canvas) throws IOException {
    ZlibStream stream = streams[kind & 3];
    int filter = (kind & EXPLICIT_FILTER) == 0 ? COPY : in.u8();
    int colours = 0;
    if (filter == PALETTE) {
      colours = in.u8() + 1;
      for (int i = 0; i < colours; i++) {
        palette[i] = in.u24();
      }
    } else if (filter != COPY && filter != GRADIENT) {
      throw Violation.of("an unknown Tight filter " + filter);
    }
    int row = filter != PALETTE ? 3 * area.width() : rowOfIndexes(area.width(), colours);
    long size = (long) row * area.height();
    if (size < SHORTEST_COMPRESSED) {
      draw(in, filter, colours, area, canvas);
      return;
    }
    Incoming inflated = stream.open(in, compactLength(in));
    draw(inflated, filter, colours, area, canvas);
    stream.finish();
  }

  private void draw(Incoming in, int filter, int colours, Rectangle area, Canvas canvas)
      throws IOException {
    byte[] above = new byte[3 * area.width()];
    byte[] row = new byte[3 * area.width()];
    for (int y = area.y(); y < area.y() + area.height(); y++) {
      int at = canvas.index(area.x(), y);
      if (filter == PALETTE) {
        int count = rowOfIndexes(area.width(), colours);
        in.bytes(row, count);
        indexes(row, colours, area.width(), canvas.pixels(), at);
        continue;
      }
      in.bytes(row, row.length);
      if (filter == GRADIENT) {
        unpredict(row, above);
        System.arraycopy(row, 0, above, 0, row.length);
      }
      for (int x = 0; x < area.width(); x++) {
        int red = row[3 * x] & 0xFF;
        int green = row[3 * x + 1] & 0xFF;
        canvas.pixels()[at + x] = (red << 16) | (green << 8) | (row[3 * x + 2] & 0xFF);
      }
    }
  }

  private void indexes(byte[] row, int colours, int width, int[] pixels, int at) {
    for (int x = 0; x < width; x++) {
      int index = colours <= 2 ? (row[x / 8] >> (7 - x % 8)) & 1 : row[x] & 0xFF;
      if (index >= colours) {
        throw Violation.of("a Tight palette has no colour " + index);
      }
      pixels[at + x] = palette[index];
    }
  }

  /// Each value was sent as its difference from left + above - above left, kept within a byte.
  private static void unpredict(byte[] row, byte[] above) {
    for (int i = 0; i < row.length; i++) {
      int left = i < 3 ? 0 : row[i - 3] & 0xFF;
      int corner = i < 3 ? 0 : above[i - 3] & 0xFF;
      int predicted = Math.clamp(left + (above[i] & 0xFF) - corner, 0, 255);
      row[i] = (byte) (row[i] + predicted);
    }
  }

  private static int rowOfIndexes(int width, int colours) {
    return colours <= 2 ? (width + 7) / 8 : width;
  }

  /// At most 22 bits in one to three bytes, so never more than 4 MiB.
  private static int compactLength(Incoming in) throws IOException {
    int first = in.u8();
    if (first < 128) {
      return first;
    }
    int second = in.u8();
    int length = (first & 127) | ((second & 127) << 7);
    return second < 128 ? length : length | (in.u8() << 14);
  }
}
