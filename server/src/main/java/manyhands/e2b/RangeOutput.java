package manyhands.e2b;

import java.io.IOException;
import java.io.OutputStream;

/// Passes on a piece of what is written; fails with [Done] when the rest is of no use.
final class RangeOutput extends OutputStream {

  /// All of the piece has been passed on. No trouble of the file's, which an `IOException` would
  /// be.
  static final class Done extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final OutputStream to;
  private final FileRange range;
  private long position;

  RangeOutput(OutputStream to, FileRange range) {
    this.to = to;
    this.range = range;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    long from = Math.max(position, range.first());
    long end =
        Math.min(
            position + length, range.last() == Long.MAX_VALUE ? Long.MAX_VALUE : range.last() + 1);
    if (from < end) {
      to.write(bytes, offset + (int) (from - position), (int) (end - from));
    }
    position += length;
    if (position > range.last()) {
      throw new Done();
    }
  }
}
