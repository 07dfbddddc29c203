package manyhands.api;

import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import manyhands.seat.Seat;
import manyhands.session.Outside;
import org.jspecify.annotations.Nullable;

/// The open screen sockets.
final class ScreenSockets {
  private static final String ADMISSION = "manyhands.admission";
  private static final String SOCKET = "manyhands.screen";

  /// Each costs a connection to its screen and about half a megabyte.
  private static final int MOST = 200;

  private final Outside outside;
  private final AtomicInteger open = new AtomicInteger();

  ScreenSockets(Outside outside) {
    this.outside = outside;
  }

  /// Who comes with a good ticket; `use` says that the desktop is being used, and fails once it is
  /// gone.
  record Admission(Seat seat, boolean viewOnly, Supplier<Seat> use) {}

  void admit(Context exchange, Admission admission) {
    if (open.get() >= MOST) {
      throw new Refusal(
          Refusal.Code.TOO_MANY_VIEWERS, "Too many screens are being watched: close some.");
    }
    exchange.attribute(ADMISSION, admission);
  }

  void serve(WsConfig socket) {
    socket.onConnect(this::connected);
    socket.onBinaryMessage(message -> {
      ScreenSocket screen = of(message);
      if (screen != null) {
        ByteBuffer data = message.data();
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        screen.receive(bytes);
      }
    });
    socket.onMessage(message -> {
      ScreenSocket screen = of(message);
      if (screen != null) {
        screen.refuseText();
      }
    });
    socket.onClose(this::left);
    socket.onError(this::left);
  }

  private void connected(WsContext context) {
    Admission admission = context.attribute(ADMISSION);
    if (admission == null) {
      context.closeSession(ScreenSocket.INTERNAL, "no admission");
      return;
    }
    open.incrementAndGet();
    ScreenSocket screen = new ScreenSocket(context.session, admission, outside);
    context.attribute(SOCKET, screen);
    screen.start();
  }

  private void left(WsContext context) {
    ScreenSocket screen = of(context);
    if (screen != null) {
      context.attribute(SOCKET, null);
      open.decrementAndGet();
      screen.close();
    }
  }

  private static @Nullable ScreenSocket of(WsContext context) {
    return context.attribute(SOCKET);
  }
}
