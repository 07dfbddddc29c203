package manyhands.desktop.rfb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// A zlib stream that goes on from rectangle to rectangle. It inflates only what a decoder asks for
/// (and a buffer ahead), so that a bomb costs nothing: what a rectangle does not need is an error.
final class ZlibStream implements ReadableByteChannel {

  private static final int READ_AHEAD = 16 * 1024;

  private final Inflater inflater = new Inflater();
  private final Incoming inflated = new Incoming(this, READ_AHEAD);
  private final byte[] input = new byte[READ_AHEAD];
  private @Nullable Incoming wire;
  private long left;

  /// Starts on the next `length` compressed bytes of the wire.
  Incoming open(Incoming wire, int length) {
    this.wire = wire;
    this.left = length;
    return inflated;
  }

  /// Takes the rest of the compressed bytes, which must not hold any more data.
  void finish() throws IOException {
    ByteBuffer surplus = ByteBuffer.allocate(1);
    while (left > 0 || !inflater.needsInput()) {
      if (inflate(surplus) > 0 || inflater.finished()) {
        break;
      }
      if (!feed()) {
        break;
      }
    }
    if (!inflated.drained() || surplus.position() > 0 || left > 0) {
      throw Violation.of("more compressed data than a rectangle needs");
    }
  }

  /// Forgets all that came before, as a server may order.
  void reset() {
    inflater.reset();
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    while (true) {
      int count = inflate(to);
      if (count > 0) {
        return count;
      }
      if (inflater.finished() || inflater.needsDictionary() || !feed()) {
        throw Violation.of("compressed data ends before its rectangle is full");
      }
    }
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    inflater.end();
  }

  private int inflate(ByteBuffer to) {
    try {
      return inflater.inflate(to);
    } catch (DataFormatException e) {
      throw Violation.of("compressed data is damaged");
    }
  }

  private boolean feed() throws IOException {
    if (wire == null || left == 0) {
      return false;
    }
    int count = (int) Math.min(left, input.length);
    wire.bytes(input, count);
    left -= count;
    inflater.setInput(input, 0, count);
    return true;
  }
}
