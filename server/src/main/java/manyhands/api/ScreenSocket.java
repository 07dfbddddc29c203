package manyhands.api;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopException;
import manyhands.desktop.Point;
import manyhands.desktop.rfb.ViewerEnd;
import manyhands.desktop.rfb.ViewerGuard;
import manyhands.desktop.rfb.ViewerSink;
import manyhands.desktop.rfb.Viewing;
import manyhands.event.LogException;
import manyhands.seat.Actor;
import manyhands.seat.Touch;
import manyhands.seat.Visitor;
import manyhands.session.Outside;
import manyhands.session.SessionException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;

/// One person's view of one desktop over a WebSocket that carries RFB bytes, as noVNC speaks it.
/// What is done by hand goes through the desktop's seat.
final class ScreenSocket implements ViewerSink, AutoCloseable {
  static final int INTERNAL = 1011;

  private static final Actor.Human PERSON = new Actor.Human("browser");

  /// A viewer that reads nothing for so long shows nothing, and holds pictures in memory.
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(10);

  /// Shorter than proxies and browsers let a quiet connection live.
  static final Duration BETWEEN_PINGS = Duration.ofSeconds(15);

  /// A viewer whose network vanished says no farewell: one that answered so many pings in a row
  /// with nothing at all is let go, within a minute.
  static final int MOST_UNANSWERED = 2;

  private static final Duration IDLE = Duration.ofMinutes(1);

  private final Session session;
  private final ScreenSockets.Admission admission;
  private final Outside outside;
  private final Visitor visitor = this::letGo;
  private @Nullable Viewing viewing;
  private @Nullable Thread pinger;

  ScreenSocket(Session session, ScreenSockets.Admission admission, Outside outside) {
    this.session = session;
    this.admission = admission;
    this.outside = outside;
  }

  synchronized void start() {
    session.setIdleTimeout(IDLE);
    Desktop desktop = admission.seat().desktop();
    ViewerGuard guard = admission.viewOnly() ? ViewerGuard.NOTHING : new Guard();
    viewing =
        Viewing.begin(
            desktop.machine().screen(), desktop.id().value(), this, guard, outside.threads());
    pinger = outside.threads().newThread(this::ping);
    pinger.start();
  }

  void receive(byte[] bytes) {
    Viewing now = viewing();
    if (now != null) {
      now.receive(bytes);
    }
  }

  void refuseText() {
    end(new ViewerEnd(ViewerEnd.Code.BAD_MESSAGE, "this socket takes binary messages alone"));
  }

  @Override
  public boolean show(ByteBuffer bytes) throws InterruptedException {
    Callback.Completable sent = new Callback.Completable();
    session.sendBinary(bytes, sent);
    try {
      sent.get(LONGEST_WRITE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException _) {
      return false;
    }
  }

  @Override
  public void ended(ViewerEnd end) {
    admission.seat().leave(visitor);
    Thread pings = pinger();
    if (pings != null) {
      pings.interrupt();
    }
    if (end.code() == ViewerEnd.Code.TOO_SLOW) {
      // It would not take a farewell either.
      session.disconnect();
    } else if (session.isOpen()) {
      session.close(closeCode(end.code()), end.reason(), Callback.NOOP);
    }
  }

  @Override
  public void close() {
    Viewing now = viewing();
    if (now != null) {
      now.close();
    }
  }

  private final class Guard implements ViewerGuard {
    @Override
    public void touch(Kind kind, Runnable deliver) {
      try {
        boolean _ = admission.seat().touch(PERSON, ScreenSocket.touch(kind), visitor, deliver);
      } catch (LogException _) {
        end(new ViewerEnd(ViewerEnd.Code.NOT_WRITTEN, "the log cannot be written: make space"));
      }
    }

    @Override
    public void pointerAt(Point at) {
      admission.seat().desktop().pointerMoved(at);
    }
  }

  private static Touch touch(ViewerGuard.Kind kind) {
    return switch (kind) {
      case CLICK -> Touch.CLICK;
      case SCROLL -> Touch.SCROLL;
      case KEY -> Touch.KEY;
      case CLIPBOARD -> Touch.CLIPBOARD;
      case MOVE -> Touch.MOVE;
      case RELEASE -> Touch.RELEASE;
    };
  }

  private static int closeCode(ViewerEnd.Code code) {
    return switch (code) {
      case LEFT -> 1000;
      case BAD_MESSAGE -> 4400;
      case SCREEN_LOST -> 4404;
      case TOO_SLOW -> 4408;
      case TOO_LARGE -> 4413;
      case NOT_WRITTEN -> 4507;
      case INTERNAL -> INTERNAL;
    };
  }

  /// Keeps the connection from being taken for dead, and the desktop from being closed as unused,
  /// as long as the viewer is there.
  private void ping() {
    try {
      int unanswered = 0;
      outside.sleeper().sleep(BETWEEN_PINGS);
      while (session.isOpen() && unanswered < MOST_UNANSWERED) {
        var _ = admission.use().get();
        long before = heard();
        session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        outside.sleeper().sleep(BETWEEN_PINGS);
        unanswered = heard() == before ? unanswered + 1 : 0;
      }
      end(new ViewerEnd(ViewerEnd.Code.TOO_SLOW, "the viewer answers no ping"));
    } catch (SessionException | DesktopException _) {
      end(new ViewerEnd(ViewerEnd.Code.SCREEN_LOST, "the desktop was closed"));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Bytes that have come from the viewer: Javalin hands no answered pings on.
  private long heard() {
    return session instanceof WebSocketSession here
            && here.getCoreSession() instanceof WebSocketCoreSession core
        ? core.getConnection().getBytesIn()
        : System.nanoTime();
  }

  private void letGo() {
    Viewing now = viewing();
    if (now != null) {
      now.letGo();
    }
  }

  private void end(ViewerEnd end) {
    Viewing now = viewing();
    if (now != null) {
      now.end(end);
    }
  }

  private synchronized @Nullable Viewing viewing() {
    return viewing;
  }

  private synchronized @Nullable Thread pinger() {
    return pinger;
  }
}
