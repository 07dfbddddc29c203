package manyhands.desktop.rfb;

import java.io.IOException;
import manyhands.desktop.Rectangle;

/// Plain pixels (RFC 6143, 7.7.1).
final class RawDecoder implements Decoder {

  @Override
  public void decode(Incoming in, Rectangle area, Canvas canvas) throws IOException {
    for (int y = area.y(); y < area.y() + area.height(); y++) {
      in.pixels(canvas.pixels(), canvas.index(area.x(), y), area.width());
    }
  }
}
