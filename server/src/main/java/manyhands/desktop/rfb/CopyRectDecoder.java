package manyhands.desktop.rfb;

import java.io.IOException;
import manyhands.desktop.Rectangle;

/// A copy of pixels that are on the screen already (RFC 6143, 7.7.2).
final class CopyRectDecoder implements Decoder {

  @Override
  public void decode(Incoming in, Rectangle area, Canvas canvas) throws IOException {
    int x = in.u16();
    int y = in.u16();
    if (x + area.width() > canvas.size().width() || y + area.height() > canvas.size().height()) {
      throw Violation.of("a copy from outside the screen, " + x + "," + y + " to " + area);
    }
    canvas.copy(x, y, area);
  }
}
