package manyhands.desktop.rfb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;

/// Fences (the community specification): a mark that the other side sends back once it has
/// processed all that came before. Ours are numbered, so that the answer to the newest answers all
/// before it.
final class Fences {

  private static final int REQUEST = 1 << 31;
  private static final int BLOCK_BEFORE = 1;

  /// What we honour of a server's wishes: everything is processed in order here anyway.
  private static final int HONOURED = 0b111;

  private static final int LONGEST_PAYLOAD = 64;

  private final Outgoing outgoing;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private boolean offered;
  private boolean ended;
  private long sent;
  private long answered;

  Fences(Outgoing outgoing) {
    this.outgoing = outgoing;
  }

  /// Reads a fence from behind its message type: an answer to ours, or one to answer.
  void read(Incoming in) throws IOException {
    in.skip(3);
    int flags = in.s32();
    int length = in.u8();
    if (length > LONGEST_PAYLOAD) {
      throw Violation.of("a fence of " + length + " bytes");
    }
    byte[] payload = in.bytes(length);
    if ((flags & REQUEST) != 0) {
      outgoing.send(Requests.fence(flags & HONOURED, payload));
    }
    lock.lock();
    try {
      offered = true;
      if ((flags & REQUEST) == 0 && length == Long.BYTES) {
        answered = Math.max(answered, Math.min(sent, ByteBuffer.wrap(payload).getLong()));
        news.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Sends a fence if the server knows them, without waiting; its number, or 0.
  long send() {
    long number = next();
    if (number > 0) {
      // not under the lock: it may have to wait, and answers must be read meanwhile
      byte[] payload = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
      outgoing.send(Requests.fence(REQUEST | BLOCK_BEFORE, payload));
    }
    return number;
  }

  /// Waits for the answer to that fence, or for the end of the connection.
  void await(long number, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (answered < number && !ended) {
        if (left <= 0) {
          throw new DesktopException(
              Code.TIMEOUT,
              "The screen did not take the input within " + atMost.toMillis() + " ms.");
        }
        left = news.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      ended = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private long next() {
    lock.lock();
    try {
      return offered ? ++sent : 0;
    } finally {
      lock.unlock();
    }
  }
}
