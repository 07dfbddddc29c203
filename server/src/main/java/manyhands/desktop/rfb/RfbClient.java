package manyhands.desktop.rfb;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.Point;
import manyhands.desktop.ScreenAddress;
import manyhands.desktop.Size;

/// A connection to a screen that speaks RFB: keeps its framebuffer up to date and sends it keys and
/// pointer movements. Once the connection has ended, every sending method fails with the same
/// [DesktopException]. Safe for many threads.
public final class RfbClient implements AutoCloseable {

  private final Framebuffer framebuffer = new Framebuffer(new Size(1, 1));

  private RfbClient() {}

  /// Connects, greets and waits for the first picture. Fails with `LOST` when nobody listens,
  /// `AUTHENTICATION`, `PROTOCOL`, or `TIMEOUT`.
  public static RfbClient connect(
      ScreenAddress address, RfbOptions options, ThreadFactory threads) {
    return notYet("connect " + address + options + threads);
  }

  public Framebuffer framebuffer() {
    return framebuffer;
  }

  /// What the screen calls itself: at most 200 characters without control characters, but hostile.
  public String name() {
    return "";
  }

  public Cursor cursor() {
    return Cursor.INVISIBLE;
  }

  /// Where the pointer is, as far as this connection knows.
  public Point pointer() {
    return new Point(0, 0);
  }

  /// Presses or releases a key by its X keysym.
  public void key(int keysym, boolean down) {
    notYet("not yet " + keysym + down);
  }

  /// Moves the pointer and sets its buttons: bit 0 left, 1 middle, 2 right, 3 to 6 the wheel up,
  /// down, left and right.
  public void pointer(int x, int y, int buttons) {
    notYet("not yet " + x + y + buttons);
  }

  /// Waits until the server has processed all that was sent to it. Returns at once where the server
  /// cannot tell; fails with `TIMEOUT` when it does not say so in time.
  public void roundTrip(Duration atMost) throws InterruptedException {
    notYet("not yet " + atMost);
  }

  /// Why the connection ended; empty while it lives.
  public Optional<DesktopException> failure() {
    return Optional.empty();
  }

  @Override
  public void close() {
    framebuffer.end(new DesktopException(Code.CLOSED, "closed"));
  }

  private static RfbClient notYet(String what) {
    throw new DesktopException(Code.UNSUPPORTED, what);
  }
}
