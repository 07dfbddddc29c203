package manyhands.api.socketio;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import java.util.concurrent.ThreadFactory;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;

/// Engine.IO over WebSockets: new connections, and polling ones that move here.
final class WebSockets {
  private static final String ADMITTED = "manyhands.socketio.admitted";
  private static final String SOCKET = "manyhands.socketio.socket";

  private final SocketIo server;
  private final Reception reception;
  private final ThreadFactory threads;

  WebSockets(SocketIo server, Reception reception, ThreadFactory threads) {
    this.server = server;
    this.reception = reception;
    this.threads = threads;
  }

  /// Decides before the upgrade, so that a refusal is an HTTP answer.
  void check(Context exchange) {
    boolean admitted = reception.admits(exchange);
    Polling.Fault fault = Polling.fault(exchange, "websocket");
    if (fault != null) {
      throw new BadRequestResponse();
    }
    String sid = exchange.queryParam("sid");
    if (sid != null) {
      Connection connection = server.find(sid);
      if (connection == null || !connection.isAt(Connection.Transport.POLLING)) {
        throw new BadRequestResponse();
      }
      if (connection.credentials() && !admitted) {
        throw new ForbiddenResponse();
      }
    }
    exchange.attribute(ADMITTED, admitted);
  }

  void listen(WsConfig socket) {
    socket.onConnect(this::connect);
    socket.onMessage(message -> {
      WebSocket here = here(message);
      if (here != null) {
        here.heard(message.message());
      }
    });
    socket.onBinaryMessage(
        message -> message.closeSession(StatusCode.BAD_DATA, "text alone is spoken here"));
    socket.onClose(this::gone);
    socket.onError(this::gone);
  }

  private void connect(WsConnectContext opened) {
    String sid = opened.queryParam("sid");
    boolean admitted = Boolean.TRUE.equals(opened.<Boolean>attribute(ADMITTED));
    Connection connection =
        sid == null ? server.open(Connection.Transport.WEBSOCKET, admitted) : server.find(sid);
    if (connection == null) {
      opened.closeSession(StatusCode.TRY_AGAIN_LATER, "too many clients, or too late");
      return;
    }
    WebSocket socket = new WebSocket(opened.session, connection, threads);
    opened.attribute(SOCKET, socket);
    if (sid == null) {
      socket.open();
    }
  }

  private void gone(WsContext ended) {
    WebSocket socket = here(ended);
    if (socket != null) {
      socket.gone();
    }
  }

  private static @Nullable WebSocket here(WsContext event) {
    return event.attribute(SOCKET);
  }
}
