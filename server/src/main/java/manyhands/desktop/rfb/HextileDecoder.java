package manyhands.desktop.rfb;

import java.io.IOException;
import manyhands.desktop.Rectangle;

/// Tiles of 16x16: plain, or a background with rectangles on it (RFC 6143, 7.7.4).
final class HextileDecoder implements Decoder {

  private static final int TILE = 16;
  private static final int RAW = 1;
  private static final int BACKGROUND = 2;
  private static final int FOREGROUND = 4;
  private static final int PARTS = 8;
  private static final int COLOURED = 16;

  private final RawDecoder raw = new RawDecoder();
  private int background;
  private int foreground;

  @Override
  public void decode(Incoming in, Rectangle area, Canvas canvas) throws IOException {
    background = 0;
    foreground = 0;
    int right = area.x() + area.width();
    int bottom = area.y() + area.height();
    for (int y = area.y(); y < bottom; y += TILE) {
      for (int x = area.x(); x < right; x += TILE) {
        int width = Math.min(TILE, right - x);
        int height = Math.min(TILE, bottom - y);
        tile(in, new Rectangle(x, y, width, height), canvas);
      }
    }
  }

  private void tile(Incoming in, Rectangle tile, Canvas canvas) throws IOException {
    int kind = in.u8();
    if ((kind & RAW) != 0) {
      raw.decode(in, tile, canvas);
      return;
    }
    if ((kind & BACKGROUND) != 0) {
      background = in.pixel();
    }
    if ((kind & FOREGROUND) != 0) {
      foreground = in.pixel();
    }
    canvas.fill(tile.x(), tile.y(), tile.width(), tile.height(), background);
    int parts = (kind & PARTS) == 0 ? 0 : in.u8();
    for (int i = 0; i < parts; i++) {
      int colour = (kind & COLOURED) == 0 ? foreground : in.pixel();
      part(in, tile, canvas, colour);
    }
  }

  private static void part(Incoming in, Rectangle tile, Canvas canvas, int colour)
      throws IOException {
    int place = in.u8();
    int extent = in.u8();
    int x = place >> 4;
    int y = place & 15;
    int width = (extent >> 4) + 1;
    int height = (extent & 15) + 1;
    if (x + width > tile.width() || y + height > tile.height()) {
      throw Violation.of("a Hextile part outside its tile");
    }
    canvas.fill(tile.x() + x, tile.y() + y, width, height, colour);
  }
}
