package manyhands.desktop.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// What a program says, read by a thread of its own: the read of a pipe blocks the carrier of a
/// virtual thread, and 256 silent programs would leave none to anybody. Who reads this only waits.
/// For one reader.
final class ProgramOutput extends InputStream {
  private static final int CHUNK = 32 << 10;

  /// Read ahead; a program that says more waits for its reader.
  private static final int CHUNKS_AHEAD = 2;

  private static final byte[] END = new byte[0];

  private final InputStream from;
  private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(CHUNKS_AHEAD);
  private byte[] chunk = new byte[1];
  private int at = 1;
  private volatile boolean closed;

  private ProgramOutput(InputStream from) {
    this.from = from;
  }

  /// Reads `from` to its end; `threads` must not be virtual ones.
  static ProgramOutput of(InputStream from, ThreadFactory threads) {
    ProgramOutput output = new ProgramOutput(from);
    threads.newThread(output::readAll).start();
    return output;
  }

  private void readAll() {
    byte[] buffer = new byte[CHUNK];
    try {
      try (from) {
        for (int count = from.read(buffer); count >= 0 && !closed; count = from.read(buffer)) {
          chunks.put(Arrays.copyOf(buffer, count));
        }
      } catch (IOException _) {
        // Its streams were closed with it.
      }
      while (!closed && !chunks.offer(END, 1, TimeUnit.SECONDS)) {
        // Its reader has more to read first.
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int read() throws IOException {
    return more() ? chunk[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (!more()) {
      return -1;
    }
    int count = Math.min(length, chunk.length - at);
    System.arraycopy(chunk, at, into, offset, count);
    at += count;
    return count;
  }

  private boolean more() throws IOException {
    try {
      while (at == chunk.length && chunk.length > END.length && !closed) {
        chunk = chunks.take();
        at = 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a program's output");
    }
    return at < chunk.length && !closed;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    chunks.clear();
    boolean _ = chunks.offer(END);
    from.close();
  }
}
