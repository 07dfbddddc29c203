package manyhands.desktop.rfb;

import java.io.IOException;
import java.util.Arrays;
import manyhands.desktop.Rectangle;

/// Compressed tiles of 64x64 with palettes and run lengths (RFC 6143, 7.7.6).
final class ZrleDecoder implements Decoder {

  private static final int TILE = 64;
  private static final int LARGEST_PACKED_PALETTE = 16;
  private static final int PLAIN_RUNS = 128;

  private final ZlibStream zlib = new ZlibStream();
  private final int[] palette = new int[128];
  private final int[] tile = new int[TILE * TILE];

  @Override
  public void decode(Incoming in, Rectangle area, Canvas canvas) throws IOException {
    int length = in.s32();
    if (length < 0 || length > most(area)) {
      throw Violation.of("a ZRLE rectangle of " + length + " bytes for " + area);
    }
    Incoming inflated = zlib.open(in, length);
    int right = area.x() + area.width();
    int bottom = area.y() + area.height();
    for (int y = area.y(); y < bottom; y += TILE) {
      for (int x = area.x(); x < right; x += TILE) {
        int width = Math.min(TILE, right - x);
        int height = Math.min(TILE, bottom - y);
        tile(inflated, new Rectangle(x, y, width, height), canvas);
      }
    }
    zlib.finish();
  }

  @Override
  public void close() {
    zlib.close();
  }

  /// Twice the worst that an encoder has a reason to send: a run of its own for each pixel.
  private static long most(Rectangle area) {
    return 8L * area.width() * area.height() + 64 * 1024;
  }

  private void tile(Incoming in, Rectangle area, Canvas canvas) throws IOException {
    int count = area.width() * area.height();
    int kind = in.u8();
    int colours = kind & 127;
    if (kind != PLAIN_RUNS) {
      for (int i = 0; i < colours; i++) {
        palette[i] = in.packedPixel();
      }
    }
    if (kind == 1) {
      canvas.fill(area.x(), area.y(), area.width(), area.height(), palette[0]);
      return;
    }
    if (kind == 0) {
      for (int i = 0; i < count; i++) {
        tile[i] = in.packedPixel();
      }
    } else if (kind <= LARGEST_PACKED_PALETTE) {
      packed(in, area, colours);
    } else if (kind == PLAIN_RUNS) {
      runs(in, count);
    } else if (kind > PLAIN_RUNS + 1) {
      paletteRuns(in, count, colours);
    } else {
      throw Violation.of("a ZRLE tile of unknown kind " + kind);
    }
    for (int y = 0; y < area.height(); y++) {
      int to = canvas.index(area.x(), area.y() + y);
      System.arraycopy(tile, y * area.width(), canvas.pixels(), to, area.width());
    }
  }

  private void packed(Incoming in, Rectangle area, int colours) throws IOException {
    int bits = colours == 2 ? 1 : colours <= 4 ? 2 : 4;
    int at = 0;
    for (int y = 0; y < area.height(); y++) {
      int left = 0;
      int data = 0;
      for (int x = 0; x < area.width(); x++) {
        if (left == 0) {
          data = in.u8();
          left = 8;
        }
        left -= bits;
        tile[at++] = colour((data >> left) & ((1 << bits) - 1), colours);
      }
    }
  }

  private void runs(Incoming in, int count) throws IOException {
    int at = 0;
    while (at < count) {
      int colour = in.packedPixel();
      at = run(in, at, count, colour);
    }
  }

  private void paletteRuns(Incoming in, int count, int colours) throws IOException {
    int at = 0;
    while (at < count) {
      int index = in.u8();
      int colour = colour(index & 127, colours);
      if (index < 128) {
        tile[at++] = colour;
      } else {
        at = run(in, at, count, colour);
      }
    }
  }

  private int run(Incoming in, int at, int count, int colour) throws IOException {
    int length = 1;
    int more;
    do {
      more = in.u8();
      length += more;
      if (length > count - at) {
        throw Violation.of("a ZRLE run beyond its tile");
      }
    } while (more == 255);
    Arrays.fill(tile, at, at + length, colour);
    return at + length;
  }

  private int colour(int index, int colours) {
    if (index >= colours) {
      throw Violation.of("a ZRLE palette has no colour " + index);
    }
    return palette[index];
  }
}
