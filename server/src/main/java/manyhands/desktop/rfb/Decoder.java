package manyhands.desktop.rfb;

import java.io.IOException;
import manyhands.desktop.Rectangle;

/// Draws rectangles that came in one encoding. The area lies on the canvas. Fails with a
/// `DesktopException` when the data is not what it should be; what was drawn by then stays.
interface Decoder extends AutoCloseable {

  void decode(Incoming in, Rectangle area, Canvas canvas) throws IOException;

  @Override
  default void close() {}
}
