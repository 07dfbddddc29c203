package manyhands.desktop.rfb;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import manyhands.desktop.Point;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Size;

/// Reads one update of the framebuffer after the other and draws it on the canvas. For the reading
/// thread; only pointer and its picture may be asked for by others.
final class UpdateReader implements AutoCloseable {

  /// The count that says "until I say that it was the last".
  private static final int UNKNOWN_COUNT = 0xFFFF;

  /// Rectangles of one update may cover the screen so many times: real servers send each pixel once
  /// and copy some before; a few bytes that repaint a large screen thousands of times are an
  /// attack.
  private static final int TIMES_PAINTED = 8;

  private final Canvas canvas;
  private final Map<Encoding, Decoder> decoders = new EnumMap<>(Encoding.class);
  private volatile Cursor cursor = Cursor.INVISIBLE;
  private volatile Point pointer = new Point(0, 0);

  UpdateReader(Canvas canvas) {
    this.canvas = canvas;
    decoders.put(Encoding.RAW, new RawDecoder());
    decoders.put(Encoding.COPY_RECT, new CopyRectDecoder());
    decoders.put(Encoding.HEXTILE, new HextileDecoder());
    decoders.put(Encoding.TIGHT, new TightDecoder());
    decoders.put(Encoding.ZRLE, new ZrleDecoder());
  }

  /// Reads an update from behind its message type; true when the screen has a new size.
  boolean read(Incoming in) throws IOException {
    in.skip(1);
    int count = in.u16();
    long painted = 0;
    Size before = canvas.size();
    for (int i = 0; count == UNKNOWN_COUNT || i < count; i++) {
      Rectangle area = new Rectangle(in.u16(), in.u16(), in.u16(), in.u16());
      int number = in.s32();
      Encoding encoding = Encoding.of(number);
      if (encoding == null) {
        throw Violation.of("a rectangle of the unknown encoding " + number);
      }
      if (encoding == Encoding.LAST_RECT) {
        break;
      }
      painted += 1 + (long) area.width() * area.height();
      rectangle(in, encoding, area);
      Size size = canvas.size();
      if (painted > TIMES_PAINTED * (0xFFFFL + (long) size.width() * size.height())) {
        throw Violation.tooLarge("an update that paints the screen over and over");
      }
    }
    return !before.equals(canvas.size());
  }

  Cursor cursor() {
    return cursor;
  }

  Point pointer() {
    return pointer;
  }

  /// Remembers where this client has moved the pointer.
  void pointerMoved(Point to) {
    pointer = to;
  }

  @Override
  public void close() {
    decoders.values().forEach(Decoder::close);
  }

  private void rectangle(Incoming in, Encoding encoding, Rectangle area) throws IOException {
    switch (encoding) {
      case RAW, COPY_RECT, HEXTILE, TIGHT, ZRLE -> pixels(in, encoding, area);
      case CURSOR ->
          cursor = CursorReader.read(in, area.x(), area.y(), area.width(), area.height());
      case POINTER_POSITION -> pointer = new Point(area.x(), area.y());
      case LAMPS -> in.skip(1);
      case DESKTOP_SIZE -> resize(area);
      case EXTENDED_DESKTOP_SIZE -> {
        int screens = in.u8();
        in.skip(3 + 16L * screens);
        // y carries the outcome of somebody's wish for another size: anything but 0 is a refusal
        if (area.x() != 1 || area.y() == 0) {
          resize(area);
        }
      }
      case TIGHT_JPEG, LAST_RECT, FENCE, CONTINUOUS_UPDATES ->
          throw Violation.of("a rectangle of the encoding " + encoding);
    }
  }

  private void pixels(Incoming in, Encoding encoding, Rectangle area) throws IOException {
    Rectangle visible = area.intersection(canvas.size().bounds());
    if (!visible.equals(area) && !area.isEmpty()) {
      throw Violation.of("a rectangle outside the screen, " + area);
    }
    Decoder decoder = decoders.get(encoding);
    if (decoder == null) {
      throw new IllegalStateException("no decoder for " + encoding);
    }
    if (area.isEmpty()) {
      area = new Rectangle(0, 0, 0, 0);
    }
    decoder.decode(in, area, canvas);
    canvas.drew(area);
  }

  private void resize(Rectangle area) {
    Size to = ScreenBounds.screen(area.width(), area.height());
    if (!to.equals(canvas.size())) {
      canvas.resize(to);
    }
  }
}
