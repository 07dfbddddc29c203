package manyhands.desktop.e2b;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import manyhands.desktop.Command;
import manyhands.desktop.CommandResult;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.Size;

/// The display of a sandbox: the same programs, started by the same lines, as E2B's own desktop
/// clients start, so that whatever is made for those is right for us.
///
/// ```
/// Xvfb -> XFCE -> x11vnc (with a password) -> noVNC's proxy (RFB inside a WebSocket)
/// ```
final class Display {

  /// Where RFB comes out, inside of a WebSocket.
  static final int STREAM = 6080;

  private static final Duration COMMAND = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
  private static final Duration X_WITHIN = Duration.ofSeconds(10);
  private static final Duration XFCE_WITHIN = Duration.ofSeconds(60);
  private static final Duration STREAM_WITHIN = Duration.ofSeconds(10);

  private final Programs programs;
  private final Supplier<String> passwords;

  /// `passwords` are long enough to be cut to eight characters, which is what VNC looks at.
  Display(Programs programs, Supplier<String> passwords) {
    this.programs = programs;
    this.passwords = passwords;
  }

  void start(Size size) {
    programs.launch(
        "Xvfb :0 -ac -screen 0 %sx24 -retro -dpi 96 -nolisten tcp -nolisten unix".formatted(size));
    await("xdpyinfo -display :0", X_WITHIN, "its X server");
    programs.launch("startxfce4");
    await(
        "pgrep -x xfce4-session >/dev/null && pgrep -x xfwm4 >/dev/null"
            + " && pgrep -x xfdesktop >/dev/null",
        XFCE_WITHIN,
        "its desktop, XFCE,");
  }

  /// Shows the display to who knows the password, which is new each time and good for nobody who
  /// knew one before.
  String stream() {
    String password = passwords.get().substring(0, 8);
    if (succeeds("pgrep -x x11vnc")) {
      var _ = succeeds("pkill x11vnc");
      awaitNot("pgrep -x x11vnc");
    }
    needed("mkdir -p ~/.vnc");
    needed("x11vnc -storepasswd " + password + " ~/.vnc/passwd");
    needed(
        "x11vnc -bg -display :0 -forever -wait 50 -shared -rfbport 5900 -usepw"
            + " 2>/tmp/x11vnc_stderr.log");
    if (!succeeds("netstat -tuln | grep \":6080 \"")) {
      programs.launch(
          "cd /opt/noVNC/utils && ./novnc_proxy --vnc localhost:5900 --listen 6080 --web /opt/noVNC"
              + " > /tmp/novnc.log 2>&1");
      await("netstat -tuln | grep \":6080 \"", STREAM_WITHIN, "its stream");
    }
    return password;
  }

  private void needed(String line) {
    CommandResult result = run(line);
    if (result.exitCode() != 0) {
      String words = new String(result.stderr(), UTF_8).strip();
      throw new DesktopException(
          Code.START_FAILED,
          "the sandbox is no desktop: \"%s\" failed there (exit %d) %s"
              .formatted(
                  line.split(" ", 2)[0],
                  result.exitCode(),
                  words.length() > 200 ? words.substring(0, 200) : words)
              .strip());
    }
  }

  private boolean succeeds(String line) {
    return run(line).exitCode() == 0;
  }

  private CommandResult run(String line) {
    return programs.run(
        new Command(List.of("/bin/bash", "-l", "-c", line), new byte[0], COMMAND, 1 << 16));
  }

  private void await(String line, Duration atMost, String what) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!succeeds(line)) {
      if (System.nanoTime() > end) {
        throw new DesktopException(
            Code.START_FAILED,
            "the sandbox is no desktop, or a slow one: %s did not come up within %d s"
                .formatted(what, atMost.toSeconds()));
      }
      rest();
    }
  }

  private void awaitNot(String line) {
    long end = System.nanoTime() + STREAM_WITHIN.toNanos();
    while (succeeds(line) && System.nanoTime() < end) {
      rest();
    }
  }

  private static void rest() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DesktopException(Code.INTERRUPTED, "interrupted while a desktop was starting", e);
    }
  }
}
