package manyhands.desktop.rfb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Messages on their way to the server, written by a thread of their own: writing to a channel from
/// a thread that is interrupted would close the connection. What waits goes out together, at once.
final class Outgoing {

  /// Thousands of keys. A server that takes none of them for a while is given up by [Liveness].
  private static final int MOST_WAITING = 64 * 1024;

  private static final long LONGEST_DRAIN_NANOS = 100_000_000L;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition left = lock.newCondition();
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private boolean ended;
  private volatile long writingSince;

  /// Hands a message over; waits while too many are on their way. Does nothing once ended.
  void send(byte[] message) {
    lock.lock();
    try {
      while (!ended && waiting.size() > MOST_WAITING) {
        left.awaitUninterruptibly();
      }
      if (!ended) {
        waiting.writeBytes(message);
        arrived.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Hands a message over without waiting: for those who have waited with [#awaitRoom].
  void add(byte[] message) {
    lock.lock();
    try {
      if (!ended) {
        waiting.writeBytes(message);
        arrived.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits while too many are on their way.
  void awaitRoom() {
    lock.lock();
    try {
      while (!ended && waiting.size() > MOST_WAITING) {
        left.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Gives what waits a moment to leave before the end.
  void drain() {
    long end = System.nanoTime() + LONGEST_DRAIN_NANOS;
    try {
      while (!idle() && System.nanoTime() < end) {
        Thread.sleep(1);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Writes what is handed over until [#end].
  void writeTo(WritableByteChannel channel) throws IOException {
    for (byte[] bytes = take(); bytes.length > 0; bytes = take()) {
      writingSince = System.nanoTime() | 1;
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      writingSince = 0;
    }
  }

  /// Since when (`System.nanoTime`) one write has not come back; 0 when none is under way.
  long writingSince() {
    return writingSince;
  }

  /// True when nothing is on its way, so that a message would not have to wait.
  boolean idle() {
    lock.lock();
    try {
      return waiting.size() == 0 && writingSince == 0;
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      ended = true;
      arrived.signalAll();
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private byte[] take() {
    lock.lock();
    try {
      while (!ended && waiting.size() == 0) {
        arrived.awaitUninterruptibly();
      }
      byte[] bytes = ended ? new byte[0] : waiting.toByteArray();
      waiting.reset();
      left.signalAll();
      return bytes;
    } finally {
      lock.unlock();
    }
  }
}
