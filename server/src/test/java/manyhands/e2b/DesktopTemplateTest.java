package manyhands.e2b;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import manyhands.Tree;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.Machine;
import manyhands.desktop.Program;
import manyhands.desktop.RunningProgram;
import manyhands.desktop.Size;
import manyhands.desktop.local.LocalDesktops;
import manyhands.desktop.local.LocalPlaces;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What programs written for E2B's desktops start by name, in a real machine of ours.
final class DesktopTemplateTest {

  private static final Duration COMES_WITHIN = Duration.ofSeconds(40);

  private static LocalDesktops desktops;
  private static Machine machine;

  @BeforeAll
  static void start() throws IOException {
    Path runtime = Files.createTempDirectory(Path.of("/tmp"), "mh-");
    desktops =
        new LocalDesktops(
            new LocalPlaces(Tree.ROOT.resolve("image"), runtime), Thread.ofVirtual().factory());
    machine =
        desktops.start(
            new DesktopSpec(
                new DesktopId("e2b"),
                new Size(800, 600),
                DesktopSpec.Network.NONE,
                new DesktopSpec.Limits(1L << 30, 512, 64L << 20)));
  }

  @AfterAll
  static void stop() {
    desktops.list().forEach(one -> desktops.stop(one.id()));
    desktops.close();
  }

  private static RunningProgram begin(String line) {
    return machine.start(
        new Program(
            List.of("/bin/bash", "-l", "-c", line), Template.DESKTOP.variables(), null, null));
  }

  private static String run(String line) throws Exception {
    try (RunningProgram program = begin("{ " + line + "\n} 2>&1")) {
      return new String(program.output().readAllBytes(), UTF_8);
    }
  }

  @Test
  void theScreenIsTheMachinesOwnAtTheSizeDensityAndNumberAsked() throws Exception {
    try (RunningProgram screen =
        begin("Xvfb :7 -ac -screen 0 900x500x24 -retro -dpi 120 -nolisten tcp -nolisten unix")) {
      Awaitility.await()
          .atMost(COMES_WITHIN)
          .until(() -> run("xdpyinfo -display :7").contains("resolution:    120x12"));
      assertThat(run("DISPLAY=:7 xrandr; xdotool getmouselocation"))
          .contains("current 900 x 500", "x:450 y:250");
      assertThat(run("xprop -display :7 -root _NET_SUPPORTING_WM_CHECK")).contains("window id");
      assertThat(run("Xvfb :8 -screen 0 640x480x24; echo $?")).contains("one screen", "1\n");
      screen.signal(RunningProgram.Signal.TERMINATE);
    }
  }

  @Test
  void theSessionHasTheNamesThatAreLookedForAndEndsWhenTold() throws Exception {
    String names = "pgrep -x xfce4-session && pgrep -x xfwm4 && pgrep -x xfdesktop && echo there";
    try (RunningProgram _ = begin("startxfce4")) {
      Awaitility.await().atMost(COMES_WITHIN).until(() -> run(names).contains("there"));
      assertThat(run("pkill -x xfce4-session; sleep 0.3; pgrep -x xfwm4; echo none"))
          .isEqualTo("none\n");
    }
  }

  @Test
  void theStreamLetsInWhoKnowsItsPasswordAndShowsTheScreen() throws Exception {
    assertThat(run("mkdir -p ~/.vnc; x11vnc -storepasswd 0123456789abcdef ~/.vnc/passwd"))
        .contains("stored");
    try (RunningProgram server =
        begin("x11vnc -bg -display :0 -forever -wait 50 -shared -rfbport 5901 -usepw")) {
      assertThat(server.output().readAllBytes()).asString(UTF_8).isEqualTo("PORT=5901\n");
      assertThat(run("pgrep -x x11vnc >/dev/null && netstat -tln")).contains("127.0.0.1:5901 ");
      assertThat(sizeFor("0123456789abcdef")).isPositive();
      assertThat(sizeFor("another")).isEqualTo(-1);
      assertThat(run("pkill x11vnc; sleep 0.2; pgrep -x x11vnc; echo none")).isEqualTo("none\n");
    }
  }

  @Test
  void thePageOfTheStreamIsServedWithTheScreenBehindIt() throws Exception {
    String proxy =
        "cd /opt/noVNC/utils && ./novnc_proxy --vnc localhost:5902 --listen 6082 --web /opt/noVNC";
    try (RunningProgram server = begin("x11vnc -bg -rfbport 5902 -nopw");
        RunningProgram _ = begin(proxy)) {
      var _ = server.output().readAllBytes();
      Awaitility.await().atMost(COMES_WITHIN).until(() -> run("netstat -tln").contains(":6082 "));
      assertThat(answer("GET /vnc.html?autoconnect=true HTTP/1.1\\r\\n\\r\\n"))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("text/html", "./vnc.js");
      assertThat(answer("HEAD /vnc.js HTTP/1.1\\r\\n\\r\\n"))
          .contains("200 OK", "text/javascript")
          .endsWith("\r\n\r\n");
      for (String none : List.of("/../../start", "/none.html", "/utils/", "/%2e%2e/lib")) {
        assertThat(answer("GET " + none + " HTTP/1.1\\r\\n\\r\\n")).contains("404 Not Found");
      }
      // The standard's own example, whose answer it tells.
      String upgrade =
          "GET /websockify HTTP/1.1\\r\\nUpgrade: websocket\\r\\nSec-WebSocket-Protocol: binary\\r\\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\n\\r\\n";
      assertThat(
              answer(upgrade, "until [[ $line = *RFB* ]]; do read -r line; echo \"$line\"; done"))
          .contains("101 Switching", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "RFB 003.008\n");
    }
  }

  private static String answer(String request) throws Exception {
    return answer(request, "cat");
  }

  private static String answer(String request, String reader) throws Exception {
    return run(
        "exec 3<>/dev/tcp/127.0.0.1/6082; printf '%s' >&3; { %s; } <&3"
            .formatted(request.replace("%", "%%"), reader));
  }

  /// Width and height as one number, or -1 for who is not let in.
  private static int sizeFor(String password) throws Exception {
    try (RunningProgram tunnel =
        begin("exec 3<>/dev/tcp/127.0.0.1/5901; cat <&3 & cat >&3; wait")) {
      DataInputStream from = new DataInputStream(tunnel.output());
      OutputStream to = tunnel.input();
      assertThat(from.readNBytes(12)).asString(US_ASCII).isEqualTo("RFB 003.008\n");
      to.write("RFB 003.008\n".getBytes(US_ASCII));
      to.flush();
      assertThat(from.readNBytes(2)).containsExactly(1, 2);
      to.write(2);
      to.flush();
      to.write(proof(password, from.readNBytes(16)));
      to.flush();
      if (from.readInt() != 0) {
        return -1;
      }
      to.write(1);
      to.flush();
      return from.readInt();
    }
  }

  /// DES with the bits of every byte of the password in reverse.
  private static byte[] proof(String password, byte[] challenge) throws Exception {
    byte[] key = new byte[8];
    for (int i = 0; i < Math.min(8, password.length()); i++) {
      key[i] = (byte) (Integer.reverse(password.charAt(i)) >> 24);
    }
    Cipher cipher = Cipher.getInstance("DES/ECB/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
    return cipher.doFinal(challenge);
  }
}
