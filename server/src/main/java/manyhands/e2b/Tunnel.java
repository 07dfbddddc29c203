package manyhands.e2b;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// A client's connection that has become one with a program inside a sandbox: bytes both ways,
/// until either end closes it.
final class Tunnel extends AbstractConnection implements Connection.UpgradeTo {

  private static final int CHUNK = 1 << 15;

  /// A screen on which nothing moves is silent for long; whose network vanished says no farewell.
  static final Duration IDLE = Duration.ofHours(1);

  private final PortLine line;
  private final ThreadFactory threads;

  /// What the program has said already.
  private final byte[] said;

  private byte[] heard = new byte[0];

  Tunnel(EndPoint client, PortLine line, ThreadFactory threads, byte[] said) {
    super(client, body -> threads.newThread(body).start());
    this.line = line;
    this.threads = threads;
    this.said = said;
  }

  @Override
  public void onUpgradeTo(ByteBuffer early) {
    heard = BufferUtil.toArray(early);
  }

  @Override
  public void onOpen() {
    super.onOpen();
    getEndPoint().setIdleTimeout(IDLE.toMillis());
    line.idleAtMost(IDLE);
    threads.newThread(() -> pump(this::inwards)).start();
    threads.newThread(() -> pump(this::outwards)).start();
  }

  private interface Way {
    void go() throws IOException, ExecutionException, InterruptedException;
  }

  private void pump(Way way) {
    try {
      way.go();
    } catch (IOException | ExecutionException _) {
      // One end is gone: so goes the other.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      line.close();
      getEndPoint().close();
    }
  }

  private void inwards() throws IOException, ExecutionException, InterruptedException {
    line.write(heard, 0, heard.length);
    ByteBuffer buffer = BufferUtil.allocate(CHUNK);
    for (int count = fill(buffer); count >= 0; count = fill(buffer)) {
      if (count == 0) {
        Callback.Completable readable = new Callback.Completable();
        getEndPoint().fillInterested(readable);
        var _ = readable.get();
      } else {
        line.write(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
      }
    }
  }

  private int fill(ByteBuffer buffer) throws IOException {
    BufferUtil.clear(buffer);
    return getEndPoint().fill(buffer);
  }

  private void outwards() throws IOException, ExecutionException, InterruptedException {
    send(said);
    for (byte[] bytes = line.next(); bytes != null; bytes = line.next()) {
      send(bytes);
    }
  }

  private void send(byte[] bytes) throws ExecutionException, InterruptedException {
    Callback.Completable sent = new Callback.Completable();
    getEndPoint().write(sent, ByteBuffer.wrap(bytes));
    var _ = sent.get();
  }

  @Override
  public void onFillable() {
    // Those who read wait for themselves.
  }

  @Override
  public void onClose(Throwable why) {
    line.close();
    super.onClose(why);
  }
}
