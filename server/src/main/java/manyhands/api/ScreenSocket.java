package manyhands.api;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopException;
import manyhands.desktop.rfb.ViewerEnd;
import manyhands.desktop.rfb.ViewerGuard;
import manyhands.desktop.rfb.ViewerSink;
import manyhands.desktop.rfb.Viewing;
import manyhands.event.LogException;
import manyhands.seat.Actor;
import manyhands.seat.Touch;
import manyhands.seat.Visitor;
import manyhands.session.SessionException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/// One person's view of one desktop over a WebSocket that carries RFB bytes, as noVNC speaks it.
/// What is done by hand goes through the desktop's seat.
final class ScreenSocket implements ViewerSink, AutoCloseable {
  static final int INTERNAL = 1011;

  private static final Actor.Human PERSON = new Actor.Human("browser");

  /// A viewer that reads nothing for so long shows nothing, and holds pictures in memory.
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(10);

  /// Shorter than proxies and browsers let a quiet connection live.
  private static final Duration BETWEEN_PINGS = Duration.ofSeconds(15);

  private static final Duration IDLE = Duration.ofMinutes(1);

  private final Session session;
  private final ScreenSockets.Admission admission;
  private final ThreadFactory threads;
  private final Visitor visitor = this::letGo;
  private @Nullable Viewing viewing;
  private @Nullable Thread pinger;

  ScreenSocket(Session session, ScreenSockets.Admission admission, ThreadFactory threads) {
    this.session = session;
    this.admission = admission;
    this.threads = threads;
  }

  synchronized void start() {
    session.setIdleTimeout(IDLE);
    Desktop desktop = admission.seat().desktop();
    ViewerGuard guard = admission.viewOnly() ? ViewerGuard.NOTHING : this::touch;
    viewing = Viewing.begin(desktop.machine().screen(), desktop.id().value(), this, guard, threads);
    pinger = threads.newThread(this::ping);
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

  private void touch(ViewerGuard.Kind kind, Runnable deliver) {
    try {
      boolean _ = admission.seat().touch(PERSON, touch(kind), visitor, deliver);
    } catch (LogException _) {
      end(new ViewerEnd(ViewerEnd.Code.NOT_WRITTEN, "the log cannot be written: make space"));
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

  /// Keeps the connection from being taken for dead, and the desktop from being closed as unused.
  private void ping() {
    try {
      while (session.isOpen()) {
        Thread.sleep(BETWEEN_PINGS);
        var _ = admission.use().get();
        session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
      }
    } catch (SessionException | DesktopException _) {
      end(new ViewerEnd(ViewerEnd.Code.SCREEN_LOST, "the desktop was closed"));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
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
