package manyhands.desktop.rfb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import manyhands.desktop.Frame;
import manyhands.desktop.Point;
import manyhands.desktop.Size;
import org.jspecify.annotations.Nullable;

/// Draws the screen of one moment out of a recording's file. For one thread.
final class Projector implements AutoCloseable {

  private static final int READ_AHEAD = 64 * 1024;

  private final Payload payload = new Payload();
  private final Incoming incoming = new Incoming(payload, READ_AHEAD);
  private final Canvas canvas = new Canvas(new Size(1, 1));
  private final UpdateReader updates = new UpdateReader(canvas);
  private Cursor cursor = Cursor.INVISIBLE;
  private Point pointer = new Point(0, 0);
  private long drawn;

  /// A drawn screen; `at` is when it was recorded, in milliseconds since 1970.
  record Shown(Frame frame, Cursor cursor, Point pointer, long at) {}

  /// The screen as it was recorded at that moment; null when nothing was recorded by then.
  @Nullable Shown show(Path path, long moment) throws IOException {
    try (TapeReader tape = new TapeReader(path)) {
      long key = -1;
      for (var mark = tape.next(); mark != null; mark = tape.next()) {
        if (mark.type() == TapeRecord.Type.KEY && mark.at() <= moment) {
          key = mark.offset();
        }
      }
      if (key < 0) {
        return null;
      }
      tape.seek(key);
      play(tape, moment);
    }
    canvas.takeDrawn();
    return new Shown(new Frame(1, canvas.size(), canvas.pixels()), cursor, pointer, drawn);
  }

  private void play(TapeReader tape, long moment) throws IOException {
    for (var mark = tape.next(); mark != null && mark.at() <= moment; mark = tape.next()) {
      byte[] bytes = tape.payload(mark);
      if (bytes == null) {
        return;
      }
      switch (mark.type()) {
        case KEY, CHANGE -> {
          payload.bytes = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
          var _ = updates.read(incoming);
          drawn = mark.at();
        }
        case POINTER -> pointer = PointerPicture.point(bytes);
        case CURSOR -> cursor = PointerPicture.decode(bytes);
        case END -> {}
      }
    }
  }

  @Override
  public void close() {
    updates.close();
  }

  /// Hands over the bytes of one record after the other.
  private static final class Payload implements ReadableByteChannel {

    private ByteBuffer bytes = ByteBuffer.allocate(0);

    @Override
    public int read(ByteBuffer to) {
      if (!bytes.hasRemaining()) {
        return -1;
      }
      int count = Math.min(to.remaining(), bytes.remaining());
      to.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
