package manyhands.desktop.e2b;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CountDownLatch;

/// What is sent to a process before it is let run.
final class FakeInput {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CountDownLatch closed = new CountDownLatch(1);

  synchronized void add(byte[] more) {
    bytes.writeBytes(more);
  }

  void close() {
    closed.countDown();
  }

  byte[] all() throws InterruptedException {
    closed.await();
    synchronized (this) {
      return bytes.toByteArray();
    }
  }
}
