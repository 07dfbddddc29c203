package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.ScreenAddress;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever a server does, a client ends with a coded failure, soon, and without much memory.
@Timeout(60)
class HostileServerTest {

  @Test
  void nobodyListens() {
    var nowhere = new ScreenAddress.UnixSocket(Path.of("/nowhere/at/all"));
    assertThatThrownBy(() ->
            RfbClient.connect(nowhere, RfbOptions.suited(nowhere), Thread.ofVirtual().factory()))
        .isInstanceOfSatisfying(
            DesktopException.class, e -> assertThat(e.code()).isEqualTo(Code.LOST));
  }

  @Test
  void silenceIsATimeout() throws Exception {
    try (FakeServer server = FakeServer.saying(new byte[0])) {
      fails(server, Code.TIMEOUT, "greet");
      Awaitility.await().until(server::clientGone);
    }
  }

  @Test
  void aScreenThatNeverDrawsIsATimeout() throws Exception {
    try (FakeServer server = FakeServer.saying(bytes(out -> FakeServer.greet(out, 64, 48)))) {
      fails(server, Code.TIMEOUT, "draw");
      Awaitility.await().until(server::clientGone);
    }
  }

  @Test
  void somethingElseThanRfbIsNotRead() throws Exception {
    byte[] web = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    try (FakeServer server = FakeServer.saying(web)) {
      fails(server, Code.PROTOCOL, "does not speak RFB");
    }
  }

  @Test
  void aRefusalOfFourGigabytesIsShownInPart() throws Exception {
    byte[] refusal =
        bytes(out -> {
          out.writeBytes("RFB 003.008\n");
          out.write(0);
          out.writeInt(-1);
          out.write("<script>\u0007go away".repeat(1000).getBytes(StandardCharsets.UTF_8));
        });
    try (FakeServer server = FakeServer.saying(refusal)) {
      DesktopException e = fails(server, Code.AUTHENTICATION, "go away");
      assertThat(e.getMessage()).hasSizeLessThan(300).doesNotContain("\u0007");
    }
  }

  @Test
  void anUnknownWayToLogInIsNamed() throws Exception {
    byte[] tls =
        bytes(out -> {
          out.writeBytes("RFB 003.008\n");
          out.write(new byte[] {1, 19});
        });
    try (FakeServer server = FakeServer.saying(tls)) {
      fails(server, Code.AUTHENTICATION, "19");
    }
  }

  @Test
  void aScreenOfMonstrousSizeIsRefused() throws Exception {
    for (int[] size : new int[][] {{0, 0}, {0, 10}, {65535, 65535}, {8192, 8192}, {8193, 1}}) {
      byte[] greeting = bytes(out -> FakeServer.greet(out, size[0], size[1]));
      try (FakeServer server = FakeServer.saying(greeting)) {
        DesktopException e =
            catchThrowableOfType(DesktopException.class, () -> server.connect().close());
        assertThat(e.code()).isIn(Code.PROTOCOL, Code.TOO_LARGE);
      }
    }
  }

  @Test
  void aScriptInTheNameIsOnlyTextAndAGigabyteOfNameIsNone() throws Exception {
    byte[] script = "<script>alert(1)</script>\r\n\u001b[2J".getBytes(StandardCharsets.UTF_8);
    byte[] greeting =
        bytes(out -> {
          out.writeBytes("RFB 003.008\n");
          out.write(new byte[] {1, 1});
          out.writeInt(0);
          FakeServer.screen(out, 4, 4, script);
          FakeServer.draw(out, 4, 4, 1);
        });
    try (FakeServer server = FakeServer.saying(greeting);
        RfbClient client = server.connect()) {
      assertThat(client.name()).isEqualTo("<script>alert(1)</script>   [2J");
    }
    greeting[38] = 0x40;
    try (FakeServer server = FakeServer.saying(greeting)) {
      fails(server, Code.TOO_LARGE, "name");
    }
  }

  @Test
  void impossibleMessagesEndTheConnection() throws Exception {
    ends(Code.PROTOCOL, out -> out.write(77));
    ends(Code.PROTOCOL, out -> out.write(new byte[] {3, 0, 0, 0, -1, -1, -1, -1}));
    ends(Code.TOO_LARGE, out -> out.write(new byte[] {3, 0, 0, 0, 127, -1, -1, -1}));
    ends(Code.PROTOCOL, out -> out.write(new byte[] {(byte) 248, 0, 0, 0, 0, 0, 0, 0, 100}));
    ends(Code.LOST, out -> {});
  }

  @Test
  void aMillionBellsAndClipboardsChangeNothing() throws Exception {
    byte[] noise =
        bytes(out -> {
          for (int i = 0; i < 100_000; i++) {
            out.write(new byte[] {2, 2, 2, 2, 2, 2, 2, 2, 2, 2});
          }
          out.write(new byte[] {3, 0, 0, 0, 0, 50, 0, 0});
          out.write(new byte[50 << 16]);
          out.write(new byte[] {1, 0, 0, 0, 1, 0});
          out.write(new byte[6 * 256]);
          FakeServer.draw(out, 8, 8, 0xABCDEF);
        });
    try (FakeServer server = drawing(noise);
        RfbClient client = server.connect()) {
      client.framebuffer().awaitAfter(1, Duration.ofSeconds(30));
      assertThat(client.framebuffer().snapshot().pixels()).containsOnly(0xABCDEF);
    }
  }

  @Test
  void aServerThatAsksAMillionQuestionsAndReadsNoAnswerDoesNotFillTheMemory() throws Exception {
    byte[] question = {(byte) 248, 0, 0, 0, (byte) 128, 0, 0, 0, 0};
    try (FakeServer server =
            FakeServer.playing((in, out) -> {
              FakeServer.greet(out, 8, 8);
              FakeServer.draw(out, 8, 8, 1);
              while (true) {
                out.write(question);
              }
            });
        RfbClient client = server.connect()) {
      Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> client.failure().isPresent());
      assertThat(client.failure().orElseThrow().code()).isEqualTo(Code.LOST);
    }
  }

  @Test
  void aFenceThatIsNotAnsweredIsATimeout() throws Exception {
    byte[] fence = {(byte) 248, 0, 0, 0, (byte) 128, 0, 0, 0, 0};
    try (FakeServer server = drawing(fence);
        RfbClient client = server.connect()) {
      Awaitility.await()
          .untilAsserted(() ->
              assertThatThrownBy(() -> client.roundTrip(Duration.ofMillis(50)))
                  .hasMessageContaining("within 50 ms"));
    }
  }

  @Test
  void aStreamThatIsCutOffAnywhereIsLost() throws Exception {
    byte[] whole =
        bytes(out -> {
          FakeServer.greet(out, 3, 2);
          FakeServer.draw(out, 3, 2, 5);
        });
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      try (FakeServer server = FakeServer.playing((in, out) -> out.write(part))) {
        DesktopException e =
            catchThrowableOfType(DesktopException.class, () -> server.connect().close());
        assertThat(e.code()).as("after %d bytes", length).isEqualTo(Code.LOST);
      }
    }
  }

  /// Damages everything after the greeting; the client must go on or end with a code of its own.
  @Test
  void damagedStreamsEndCleanly() throws Exception {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      byte[] stream = stream(random, seed);
      for (int i = 0; i < 1 + random.nextInt(6); i++) {
        stream[random.nextInt(stream.length)] = (byte) random.nextInt();
      }
      try (FakeServer server = drawing(stream, true)) {
        DesktopException e = end(server);
        // what a bug of a decoder would end in
        assertThat(e).as("seed %d", seed).hasMessageNotContaining("could not be read");
        assertThat(e.code()).as("seed %d", seed).isIn(Code.PROTOCOL, Code.TOO_LARGE, Code.LOST);
      }
    }
  }

  @Test
  void closingEndsEverythingAtOnce() throws Exception {
    try (FakeServer server = drawing(new byte[0])) {
      RfbClient client = server.connect();
      client.close();
      Awaitility.await().until(server::clientGone);
      assertThatThrownBy(() -> client.key('a', true))
          .isInstanceOfSatisfying(
              DesktopException.class, e -> assertThat(e.code()).isEqualTo(Code.CLOSED));
      client.close();
    }
  }

  private static byte[] stream(Random random, long seed) throws IOException {
    PixelEncoder encoder = new PixelEncoder(seed, 8, 8);
    Encoding[] pixels = {
      Encoding.RAW, Encoding.COPY_RECT, Encoding.HEXTILE, Encoding.ZRLE, Encoding.TIGHT
    };
    return bytes(out -> {
      for (int i = 0; i < 6; i++) {
        Encoding encoding = pixels[random.nextInt(pixels.length)];
        var area = encoder.area();
        out.write(new byte[] {0, 0, 0, 1, 0, (byte) area.x(), 0, (byte) area.y()});
        out.writeShort(area.width());
        out.writeShort(area.height());
        out.writeInt(encoding.number());
        out.write(encoder.encode(encoding, area));
        out.write(new byte[] {2, (byte) 248, 0, 0, 0, 0, 0, 0, 0, 2, 1, 1, (byte) 150});
        out.write(new byte[] {3, 0, 0, 0, 0, 0, 0, 3, 65, 66, 67});
      }
    });
  }

  private static void ends(Code code, Talk talk) throws Exception {
    byte[] bytes = bytes(talk);
    try (FakeServer server = drawing(bytes, bytes.length == 0)) {
      assertThat(end(server).code()).isEqualTo(code);
    }
  }

  /// How a connection ended, be it before or after its first frame.
  private static DesktopException end(FakeServer server) {
    try (RfbClient client = server.connect()) {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .atMost(Duration.ofSeconds(20))
          .until(() -> client.failure().isPresent());
      return client.failure().orElseThrow();
    } catch (DesktopException e) {
      return e;
    }
  }

  private static FakeServer drawing(byte[] then) throws IOException {
    return drawing(then, false);
  }

  private static FakeServer drawing(byte[] then, boolean hangUp) throws IOException {
    return FakeServer.playing((in, out) -> {
      FakeServer.greet(out, 8, 8);
      FakeServer.draw(out, 8, 8, 1);
      out.write(then);
      if (hangUp) {
        return;
      }
      FakeServer.silence(in);
    });
  }

  private static DesktopException fails(FakeServer server, Code code, String words) {
    DesktopException e =
        catchThrowableOfType(
            DesktopException.class, () -> server.connect(Duration.ofMillis(700)).close());
    assertThat(e.code()).isEqualTo(code);
    assertThat(e).hasMessageContaining(words);
    return e;
  }

  private interface Talk {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Talk talk) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    talk.to(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
