package manyhands.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import manyhands.desktop.Capture;
import manyhands.desktop.Command;
import manyhands.desktop.Desktop;
import manyhands.desktop.ImageFormat;
import manyhands.desktop.Machine;
import manyhands.desktop.Patience;
import manyhands.desktop.Point;

/// A page of ours in the desktop's own browser, filling the screen.
final class Browser {

  static final Patience PATIENCE =
      new Patience(Duration.ofMillis(120), Duration.ofMillis(120), Duration.ofSeconds(2));

  private static final Duration PAGE_APPEARS = Duration.ofSeconds(40);

  private Browser() {}

  /// Opens the page and returns when the pixel shows the colour, so that the page is known to be
  /// there.
  static void open(Desktop desktop, String page, Point pixel, int colour)
      throws InterruptedException {
    Machine machine = desktop.machine();
    machine.write("bench/" + page.replaceAll("#.*", ""), resource(page.replaceAll("#.*", "")));
    for (int i = 0; i < 3; i++) {
      machine.write("bench/p" + i + ".png", Pictures.png(i));
    }
    String line =
        "setsid -f chromium --kiosk --no-first-run --disable-gpu --disable-quic"
            + " --disable-background-networking --disable-component-update --disable-sync"
            + " --user-data-dir=$(mktemp -d) \"file://$HOME/bench/"
            + page
            + "\" >/dev/null 2>&1 </dev/null";
    machine.run(Command.shell(line, Duration.ofSeconds(20)));
    long end = System.nanoTime() + PAGE_APPEARS.toNanos();
    while (colourAt(desktop, pixel) != colour) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "the page "
                + page
                + " did not appear; the pixel is "
                + Integer.toHexString(colourAt(desktop, pixel)));
      }
      Thread.sleep(100);
    }
    Thread.sleep(1500);
  }

  static int colourAt(Desktop desktop, Point pixel) {
    var frame = look(desktop).frame();
    return frame.pixels()[pixel.y() * frame.size().width() + pixel.x()];
  }

  static manyhands.desktop.Look look(Desktop desktop) {
    return desktop.look(new Capture(ImageFormat.JPEG, desktop.size()));
  }

  private static byte[] resource(String name) {
    try (InputStream in = Browser.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no page " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
