package manyhands.api.socketio;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import manyhands.api.socketio.Connection.Transport;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One WebSocket of a connection, and the thread that writes to it.
final class WebSocket {
  private static final Logger LOG = LoggerFactory.getLogger(WebSocket.class);

  /// A client that takes nothing for so long is dropped: its socket holds some megabytes already.
  /// It comes back with the number of the last fact that it saw.
  static final Duration STALLED = Duration.ofSeconds(10);

  /// Nothing comes in between two pings; the pings themselves find out who is gone.
  private static final Duration IDLE =
      Connection.PING_INTERVAL.plus(Connection.PING_TIMEOUT).plusSeconds(5);

  private final Session session;
  private final Connection connection;
  private final ThreadFactory threads;
  private boolean live;
  private boolean probing;

  WebSocket(Session session, Connection connection, ThreadFactory threads) {
    this.session = session;
    this.connection = connection;
    this.threads = threads;
    session.setIdleTimeout(IDLE);
  }

  /// Begins a connection here.
  void open() {
    connection.reply(Packets.open(connection.sid(), List.of()));
    live();
  }

  private void live() {
    live = true;
    threads.newThread(this::write).start();
  }

  /// Called by one thread at a time.
  void heard(String text) {
    try {
      if (live) {
        connection.conversation().heard(text);
      } else if (text.equals(Packets.PROBE)
          && connection.move(Transport.POLLING, Transport.UPGRADING)) {
        probing = true;
        session.sendText(Packets.PROBED, Callback.NOOP);
      } else if (text.equals(Packets.UPGRADE)
          && probing
          && connection.move(Transport.UPGRADING, Transport.WEBSOCKET)) {
        live();
      } else {
        throw new Malformed("not a way from polling to here");
      }
    } catch (Malformed e) {
      session.close(StatusCode.BAD_DATA, e.getMessage(), Callback.NOOP);
      gone();
    }
  }

  /// The socket has ended, or must.
  void gone() {
    if (live) {
      connection.close();
    } else if (probing) {
      connection.move(Transport.UPGRADING, Transport.POLLING);
    }
  }

  private void write() {
    try {
      doWrite();
      session.close(StatusCode.NORMAL, "", Callback.NOOP);
    } catch (InterruptedException | ExecutionException | TimeoutException _) {
      session.disconnect();
    } catch (RuntimeException e) {
      LOG.error("cannot go on sending to a client", e);
      session.close(StatusCode.SERVER_ERROR, "", Callback.NOOP);
    } finally {
      connection.close();
    }
  }

  /// A batch goes out together; the wait for its last frame is what holds a fast server back for a
  /// slow client.
  private void doWrite() throws InterruptedException, ExecutionException, TimeoutException {
    while (!connection.isEnding()) {
      List<String> batch = connection.take();
      Callback.Completable last = new Callback.Completable();
      for (int i = 0; i < batch.size(); i++) {
        session.sendText(batch.get(i), i == batch.size() - 1 ? last : Callback.NOOP);
      }
      if (!batch.isEmpty()) {
        last.get(STALLED.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }
}
