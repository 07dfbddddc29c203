package manyhands.desktop.local;

import java.io.IOException;
import java.io.OutputStream;

/// Passes on so many bytes, drops the rest and knows that it did.
final class Bounded extends OutputStream {

  private final OutputStream to;
  private final long limit;
  private long written;
  private volatile boolean truncated;

  Bounded(OutputStream to, long limit) {
    this.to = to;
    this.limit = limit;
  }

  boolean truncated() {
    return truncated;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int taken = (int) Math.min(length, limit - written);
    if (taken > 0) {
      to.write(bytes, offset, taken);
      written += taken;
    }
    truncated |= taken < length;
  }
}
