package manyhands.desktop.rfb;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadFactory;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopOpener;
import manyhands.desktop.Frame;
import manyhands.desktop.Machine;

/// Connects to machines' screens. A desktop is open once its first whole picture is there and, if
/// wanted, something is drawn on it. Safe for many threads.
public final class RfbDesktops implements DesktopOpener, AutoCloseable {

  private final Duration drawn;
  private final JpegWriter jpeg;
  private final ThreadFactory threads;

  private RfbDesktops(Duration drawn, JpegWriter jpeg, ThreadFactory threads) {
    this.drawn = drawn;
    this.jpeg = jpeg;
    this.threads = threads;
  }

  /// Opens desktops as soon as they have a picture, also one of a single colour.
  public static RfbDesktops atFirstFrame(ThreadFactory threads) {
    return new RfbDesktops(Duration.ZERO, JpegWriter.best(), threads);
  }

  /// Opens desktops when their screen shows more than a single colour (a panel, a wallpaper), which
  /// may take so long.
  public static RfbDesktops whenDrawn(Duration atMost, ThreadFactory threads) {
    return new RfbDesktops(atMost, JpegWriter.best(), threads);
  }

  /// Fails with `START_FAILED` when the screen shows nothing in time, and as [RfbClient#connect]
  /// does.
  @Override
  public Desktop open(Machine machine) {
    RfbClient client = connect(machine);
    try {
      awaitDrawn(machine, client.framebuffer());
    } catch (DesktopException e) {
      client.close();
      throw e;
    }
    return desktop(machine, client);
  }

  @Override
  public Desktop reopen(Machine machine) {
    return desktop(machine, connect(machine));
  }

  private Desktop desktop(Machine machine, RfbClient client) {
    Watcher watcher = new Watcher(client.framebuffer());
    threads.newThread(watcher).start();
    RfbInput input = new RfbInput(client, KeyboardLayout.of(machine));
    return new RfbDesktop(machine, client, input, new Camera(jpeg), watcher);
  }

  /// Frees the memory that encoding pictures took; desktops that are still open go on.
  @Override
  public void close() {
    jpeg.close();
  }

  private RfbClient connect(Machine machine) {
    try {
      return RfbClient.connect(machine.screen(), RfbOptions.suited(machine.screen()), threads);
    } catch (DesktopException e) {
      if (e.code() != Code.TIMEOUT) {
        throw e;
      }
      throw new DesktopException(
          Code.START_FAILED,
          "the screen of desktop " + machine.id() + " never drew a picture: " + e.getMessage(),
          e);
    }
  }

  private void awaitDrawn(Machine machine, Framebuffer framebuffer) {
    if (drawn.isZero()) {
      return;
    }
    long end = System.nanoTime() + drawn.toNanos();
    long number = framebuffer.number();
    while (framebuffer.read(RfbDesktops::isBlank)) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new DesktopException(
            Code.START_FAILED,
            "desktop %s came up but drew nothing within %d s"
                .formatted(machine.id(), drawn.toSeconds()));
      }
      try {
        number = framebuffer.awaitAfter(number, Duration.ofNanos(left));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DesktopException(Code.INTERRUPTED, "interrupted while a desktop was opened", e);
      }
    }
  }

  private static boolean isBlank(Frame frame) {
    int[] pixels = frame.pixels();
    return Arrays.equals(pixels, 1, pixels.length, pixels, 0, pixels.length - 1);
  }
}
