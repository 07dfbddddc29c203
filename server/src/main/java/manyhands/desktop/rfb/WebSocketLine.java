package manyhands.desktop.rfb;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import manyhands.desktop.ScreenAddress;
import org.jspecify.annotations.Nullable;

/// A WebSocket as a stream of bytes: what its binary messages carry, in order. It holds one message
/// at most that nobody has read, so that a server that sends more is slowed down by its own
/// connection.
final class WebSocketLine implements ByteChannel {

  /// A sandbox at the other side of the world answers within seconds.
  private static final Duration LONGEST_HANDSHAKE = Duration.ofSeconds(15);

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(LONGEST_HANDSHAKE)
          .build();

  private final ScreenAddress.WebSocket address;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private ByteBuffer waiting = ByteBuffer.allocate(0);
  private @Nullable WebSocket socket;
  private @Nullable String ended;
  private boolean closed;

  WebSocketLine(ScreenAddress.WebSocket address) {
    this.address = address;
  }

  void connect() throws IOException {
    WebSocket.Builder builder =
        HTTP.newWebSocketBuilder().connectTimeout(LONGEST_HANDSHAKE).subprotocols("binary");
    address.headers().forEach(builder::header);
    WebSocket connected =
        await(builder.buildAsync(address.address(), new Listener()), LONGEST_HANDSHAKE);
    boolean late;
    lock.lock();
    try {
      socket = connected;
      late = closed;
    } finally {
      lock.unlock();
    }
    if (late) {
      connected.abort();
      throw new ClosedChannelException();
    }
  }

  private static <T> T await(CompletableFuture<T> future, Duration atMost) throws IOException {
    try {
      return future.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        throw new IOException(
            "the screen's address answered with status " + refused.getResponse().statusCode(), e);
      }
      throw e.getCause() instanceof IOException why ? why : new IOException(e.getCause());
    } catch (TimeoutException e) {
      var _ = future.cancel(true);
      throw new IOException("the screen's address did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    lock.lock();
    try {
      while (!waiting.hasRemaining()) {
        if (closed) {
          throw new ClosedChannelException();
        }
        if (ended != null) {
          return -1;
        }
        news.awaitUninterruptibly();
      }
      int count = Math.min(to.remaining(), waiting.remaining());
      to.put(waiting.slice(waiting.position(), count));
      waiting.position(waiting.position() + count);
      if (!waiting.hasRemaining() && socket != null) {
        socket.request(1);
      }
      return count;
    } finally {
      lock.unlock();
    }
  }

  /// Comes back once the bytes are on their way; closing ends the wait.
  @Override
  public int write(ByteBuffer from) throws IOException {
    WebSocket to = socket();
    if (to == null) {
      throw new ClosedChannelException();
    }
    int count = from.remaining();
    try {
      var _ = to.sendBinary(from, true).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException why ? why : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    from.position(from.limit());
    return count;
  }

  private @Nullable WebSocket socket() {
    lock.lock();
    try {
      return closed ? null : socket;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isOpen() {
    lock.lock();
    try {
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    WebSocket open = socket();
    lock.lock();
    try {
      closed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
    if (open != null) {
      open.abort();
    }
  }

  private void end(String why) {
    lock.lock();
    try {
      ended = why;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// What the other end sends; a text message is none of the screen's.
  private final class Listener implements WebSocket.Listener {

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      if (bytes.length == 0) {
        from.request(1);
        return null;
      }
      lock.lock();
      try {
        waiting = ByteBuffer.wrap(bytes);
        news.signalAll();
      } finally {
        lock.unlock();
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      end("it sent text");
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      end("it closed with status " + status);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      end("it broke");
    }
  }
}
