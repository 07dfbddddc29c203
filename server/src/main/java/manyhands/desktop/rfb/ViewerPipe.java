package manyhands.desktop.rfb;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// What a viewer has sent and nobody has read yet: at most one message of its socket, so that a
/// viewer that sends faster than its screen takes is slowed down by its own connection.
final class ViewerPipe implements ReadableByteChannel {

  private static final long SECOND = 1_000_000_000L;

  /// A handshake takes milliseconds; minutes of it hold a place that others could have.
  static final long LONGEST_HANDSHAKE = 10 * SECOND;

  /// A screen that takes no message for so long shows nothing either.
  private static final long LONGEST_STALL = 15 * SECOND;

  /// As long as it likes: it is looked at again now and then.
  private static final long QUIET = 3600 * SECOND;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final LongSupplier nanos;
  private final long began;
  private ByteBuffer waiting = ByteBuffer.allocate(0);
  private boolean greeted;
  private boolean ended;

  ViewerPipe() {
    this(System::nanoTime);
  }

  /// `nanos` never jumps.
  ViewerPipe(LongSupplier nanos) {
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  /// From here on the viewer may be as quiet as it likes.
  void greeted() {
    lock.lock();
    try {
      greeted = true;
    } finally {
      lock.unlock();
    }
  }

  /// Hands over what came; waits until what came before is read.
  void put(byte[] bytes) throws InterruptedException {
    long left = LONGEST_STALL;
    lock.lockInterruptibly();
    try {
      while (waiting.hasRemaining() && !ended) {
        if (left <= 0) {
          throw new ViewerException(ViewerEnd.Code.TOO_SLOW, "the desktop takes no input");
        }
        left = news.awaitNanos(left);
      }
      waiting = ByteBuffer.wrap(bytes);
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    lock.lock();
    try {
      while (!waiting.hasRemaining() && !ended) {
        long left = greeted ? QUIET : LONGEST_HANDSHAKE - (nanos.getAsLong() - began);
        if (left <= 0) {
          throw new ViewerException(
              ViewerEnd.Code.BAD_MESSAGE, "the viewer did not end its handshake in time");
        }
        long _ = news.awaitNanos(left);
      }
      if (ended) {
        return -1;
      }
      int count = Math.min(to.remaining(), waiting.remaining());
      to.put(waiting.slice(waiting.position(), count));
      waiting.position(waiting.position() + count);
      news.signalAll();
      return count;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isOpen() {
    return !ended;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      ended = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
