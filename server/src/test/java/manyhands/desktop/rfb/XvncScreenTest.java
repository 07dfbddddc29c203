package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.Frame;
import manyhands.desktop.Point;
import manyhands.desktop.ScreenAddress;
import manyhands.desktop.Size;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The oracle is a real Xvnc: whatever the encoding, the pixels are those of the Raw one.
class XvncScreenTest {

  private static final Size SCREEN = new Size(1280, 800);

  private final XvncFixture xvnc = XvncFixture.start();

  @AfterEach
  void stop() {
    xvnc.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"RAW", "HEXTILE", "ZRLE", "TIGHT"})
  void everyEncodingShowsTheSamePixels(Encoding encoding) throws Exception {
    try (RfbClient plain = xvnc.connect(Encoding.RAW);
        RfbClient other = xvnc.connect(Encoding.COPY_RECT, encoding)) {
      for (Pictures picture : Pictures.values()) {
        int[] pixels = picture.paint(SCREEN);
        xvnc.draw(pixels);
        Awaitility.await()
            .until(() -> Arrays.equals(other.framebuffer().snapshot().pixels(), pixels));
        sameSoon(plain, other);
      }
      xvnc.start(
          List.of("xterm", "-geometry", "100x40+50+30", "-e", "seq 1 3000; ls -lR /usr; sleep 60"));
      Awaitility.await().until(() -> plain.framebuffer().number() > 10);
      Thread.sleep(1000);
      sameSoon(plain, other);
      assertThat(other.failure()).isEmpty();
    }
  }

  @Test
  void jpegComesCloseToThePixels() throws Exception {
    xvnc.draw(Pictures.GRADIENT.paint(SCREEN));
    try (RfbClient plain = xvnc.connect(Encoding.RAW);
        RfbClient jpeg = xvnc.connect(Encoding.TIGHT, Encoding.TIGHT_JPEG)) {
      Frame exact = plain.framebuffer().snapshot();
      Frame close = jpeg.framebuffer().snapshot();
      long difference = 0;
      for (int i = 0; i < exact.pixels().length; i++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          int one = (exact.pixels()[i] >> shift) & 0xFF;
          difference += Math.abs(one - ((close.pixels()[i] >> shift) & 0xFF));
        }
      }
      assertThat(difference / (3.0 * exact.pixels().length)).isBetween(0.01, 6.0);
    }
  }

  @Test
  void thePointerIsNotInThePictureAndComesApart() throws Exception {
    try (RfbClient client = xvnc.connect()) {
      Thread.sleep(1500);
      long before = client.framebuffer().number();
      int[] pixels = client.framebuffer().snapshot().pixels();
      for (int i = 0; i < 30; i++) {
        client.pointer(100 + 10 * i, 100 + i, 0);
        Thread.sleep(5);
      }
      Thread.sleep(1500);
      assertThat(client.framebuffer().number()).isEqualTo(before);
      assertThat(client.framebuffer().snapshot().pixels()).isEqualTo(pixels);
      assertThat(client.pointer()).isEqualTo(new Point(390, 129));
      xvnc.run("xsetroot", "-cursor_name", "crosshair");
      Awaitility.await().until(() -> client.cursor().size().width() > 4);
      assertThat(client.cursor().pixels()).contains(0xFF000000);
    }
  }

  @Test
  void theScreenCanChangeItsSize() {
    try (RfbClient client = xvnc.connect()) {
      xvnc.run("xrandr", "--size", "1024x768");
      Awaitility.await().until(() -> client.framebuffer().size().equals(new Size(1024, 768)));
      xvnc.run("xsetroot", "-solid", "#336699");
      Awaitility.await()
          .until(
              () -> client.framebuffer().read(frame -> frame.pixels()[1024 * 768 - 1]) == 0x336699);
    }
  }

  @Test
  void aKilledServerIsLostAtOnceAndWakesThoseWhoWait() throws Exception {
    try (RfbClient client = xvnc.connect()) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              Thread.sleep(200);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            xvnc.server().destroyForcibly();
          });
      assertThatThrownBy(() -> client.framebuffer().awaitAfter(1 << 20, Duration.ofSeconds(60)))
          .isInstanceOfSatisfying(
              DesktopException.class, e -> assertThat(e.code()).isEqualTo(Code.LOST));
      assertThatThrownBy(() -> client.key('a', true)).isInstanceOf(DesktopException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPasswordOpensTheScreenAndAWrongOneDoesNot(boolean oldProtocol) throws Exception {
    byte[] obfuscated = VncPasswordTest.passwordFile("hunter2!");
    String version = oldProtocol ? "1" : "0";
    try (XvncFixture locked =
        XvncFixture.start(
            "-SecurityTypes", "VncAuth", "-Protocol3.3", version, "-PasswordFile", "secret")) {
      Files.write(locked.folder().resolve("secret"), obfuscated);
      try (TcpBridge bridge = TcpBridge.to(locked.screen())) {
        RfbOptions options = RfbOptions.with(Encoding.RAW);
        var right = new ScreenAddress.Tcp(bridge.address(), "hunter2!");
        try (RfbClient client = RfbClient.connect(right, options, Thread.ofVirtual().factory())) {
          assertThat(client.framebuffer().size()).isEqualTo(new Size(1280, 800));
        }
        for (String password : List.of("hunter3!", "")) {
          var wrong = new ScreenAddress.Tcp(bridge.address(), password);
          assertThatThrownBy(() -> RfbClient.connect(wrong, options, Thread.ofVirtual().factory()))
              .isInstanceOfSatisfying(
                  DesktopException.class, e -> assertThat(e.code()).isEqualTo(Code.AUTHENTICATION));
        }
      }
    }
  }

  private static void sameSoon(RfbClient plain, RfbClient other) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> {
          Frame expected = plain.framebuffer().snapshot();
          assertThat(other.framebuffer().snapshot().pixels()).isEqualTo(expected.pixels());
        });
  }
}
