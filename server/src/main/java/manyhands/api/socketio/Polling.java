package manyhands.api.socketio;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Engine.IO over plain requests: a GET waits for packets, a POST brings some. Every request is a
/// thread of its own, so waiting is just that.
final class Polling {

  /// How long a GET waits; a ping comes sooner.
  private static final Duration HOLD = Duration.ofSeconds(60);

  private final SocketIo server;
  private final Reception reception;

  Polling(SocketIo server, Reception reception) {
    this.server = server;
    this.reception = reception;
  }

  /// Why a request is refused, in Engine.IO's own codes.
  enum Fault {
    TRANSPORT_UNKNOWN(0, "Transport unknown"),
    SESSION_UNKNOWN(1, "Session ID unknown"),
    BAD_METHOD(2, "Bad handshake method"),
    BAD_REQUEST(3, "Bad request"),
    FORBIDDEN(4, "Forbidden"),
    BAD_VERSION(5, "Unsupported protocol version");

    private final int code;
    private final String words;

    Fault(int code, String words) {
      this.code = code;
      this.words = words;
    }

    private void send(Context exchange) {
      exchange
          .status(this == FORBIDDEN ? 403 : 400)
          .contentType("application/json")
          .result("{\"code\":%d,\"message\":\"%s\"}".formatted(code, words));
    }
  }

  void get(Context exchange) throws IOException {
    boolean admitted = reception.admits(exchange);
    Fault fault = fault(exchange, "polling");
    if (fault != null) {
      fault.send(exchange);
    } else if (exchange.queryParam("sid") == null) {
      open(exchange, admitted);
    } else {
      Connection connection = connection(exchange, admitted);
      if (connection != null) {
        poll(exchange, connection);
      }
    }
  }

  void post(Context exchange) throws IOException {
    boolean admitted = reception.admits(exchange);
    Fault fault = fault(exchange, "polling");
    if (fault == null && exchange.queryParam("sid") == null) {
      fault = Fault.BAD_METHOD;
    }
    if (fault != null) {
      fault.send(exchange);
      return;
    }
    Connection connection = connection(exchange, admitted);
    if (connection != null) {
      receive(exchange, connection);
    }
  }

  static @Nullable Fault fault(Context exchange, String transport) {
    if (!"4".equals(exchange.queryParam("EIO"))) {
      return Fault.BAD_VERSION;
    }
    return transport.equals(exchange.queryParam("transport")) ? null : Fault.TRANSPORT_UNKNOWN;
  }

  private void open(Context exchange, boolean admitted) throws IOException {
    Connection connection = server.open(Connection.Transport.POLLING, admitted);
    if (connection == null) {
      Fault.FORBIDDEN.send(exchange);
      return;
    }
    send(exchange, Packets.open(connection.sid(), List.of("websocket")));
  }

  /// The connection that a request names; null when it was refused.
  private @Nullable Connection connection(Context exchange, boolean admitted) {
    Connection connection = server.find(String.valueOf(exchange.queryParam("sid")));
    if (connection == null) {
      Fault.SESSION_UNKNOWN.send(exchange);
      return null;
    }
    if (connection.credentials() && !admitted) {
      Fault.FORBIDDEN.send(exchange);
      return null;
    }
    if (connection.isAt(Connection.Transport.WEBSOCKET)) {
      Fault.BAD_REQUEST.send(exchange);
      return null;
    }
    return connection;
  }

  private static void poll(Context exchange, Connection connection) throws IOException {
    if (!connection.polls().tryLock()) {
      connection.close();
      Fault.BAD_REQUEST.send(exchange);
      return;
    }
    try {
      List<String> batch = connection.take(HOLD);
      String otherwise = connection.isEnding() ? Packets.CLOSE : Packets.NOOP;
      send(exchange, batch.isEmpty() ? otherwise : String.join(Packets.SEPARATOR, batch));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      connection.close();
    } catch (IOException | RuntimeException e) {
      // What was taken is lost, so the client must begin again.
      connection.close();
      throw e;
    } finally {
      connection.polls().unlock();
    }
    if (connection.isEnding()) {
      connection.close();
    }
  }

  private static void receive(Context exchange, Connection connection) throws IOException {
    byte[] body = exchange.req().getInputStream().readNBytes(SocketIo.MAX_PAYLOAD + 1);
    if (body.length > SocketIo.MAX_PAYLOAD) {
      connection.close();
      exchange.header("Connection", "close");
      Fault.BAD_REQUEST.send(exchange);
      return;
    }
    try {
      for (String packet : new String(body, StandardCharsets.UTF_8).split(Packets.SEPARATOR, -1)) {
        connection.conversation().heard(packet);
      }
      exchange.contentType("text/html").result("ok");
    } catch (Malformed e) {
      connection.close();
      Fault.BAD_REQUEST.send(exchange);
    }
  }

  /// Writes at once, so that a client that is gone is noticed here.
  private static void send(Context exchange, String payload) throws IOException {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    exchange.status(200).contentType("text/plain; charset=UTF-8");
    exchange.res().setContentLength(bytes.length);
    exchange.res().getOutputStream().write(bytes);
    exchange.res().flushBuffer();
  }
}
