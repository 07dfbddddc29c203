package manyhands.e2b;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import manyhands.desktop.Command;
import manyhands.envd.Envelope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// envd where connections are silent for longer than the server lets them be, or never end.
@Timeout(120)
final class EnvdBoundsTest {

  /// Far shorter than what programs are silent here.
  private static final Duration IDLE = Duration.ofMillis(400);

  private static EnvdHost host;
  private static HttpClient http;
  private static EnvdClient client;

  @BeforeAll
  static void boot() throws Exception {
    host = new EnvdHost(Clock.systemUTC(), IDLE);
    http = HttpClient.newHttpClient();
    client = new EnvdClient(http, host.port());
  }

  @AfterAll
  static void stop() throws Exception {
    http.close();
    host.close();
  }

  private static void sh(String line) {
    var _ = host.machine().run(Command.shell(line, Duration.ofSeconds(20)));
  }

  @Test
  void aStreamOutlivesSilenceThatTheServerGivesNoOtherConnection() throws Exception {
    try (Socket quiet = new Socket(InetAddress.getLoopbackAddress(), host.port());
        InputStream program = client.start("sleep 2; echo late")) {
      List<JsonNode> all = EnvdClient.all(program);
      assertThat(EnvdClient.said(all)).isEqualTo("late\n");
      assertThat(all.getLast().toString()).isEqualTo("{}");
      // The server's own patience was shorter, or this shows nothing.
      assertThat(quiet.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aWatchedFolderWhereNothingHappensIsWatchedOn() throws Exception {
    sh("mkdir -p w");
    byte[] call = new Envelope(0, "{\"path\":\"w\"}".getBytes(UTF_8)).bytes();
    try (InputStream stream =
        client.stream("/filesystem.Filesystem/WatchDir", call, "Keepalive-Ping-Interval", "1")) {
      assertThat(EnvdClient.next(stream).toString()).isEqualTo("{\"start\":{}}");
      assertThat(EnvdClient.next(stream).toString()).isEqualTo("{\"keepalive\":{}}");
      sh("touch w/f");
      JsonNode next = EnvdClient.next(stream);
      while (next.has("keepalive")) {
        next = EnvdClient.next(stream);
      }
      assertThat(next.path("filesystem").path("name").asString()).isEqualTo("f");
    }
  }

  @Test
  void aCallThatNeverEndsIsBrokenOff() throws Exception {
    assertThat(poured("/process.Process/List", "application/json")).contains(" 429 ");
    assertThat(poured("/process.Process/Start", "application/connect+json"))
        .contains("invalid_argument");
    assertThat(client.get(client.mine("/metrics")).statusCode()).isEqualTo(200);
  }

  /// What the server says while zeros are sent to it for ever.
  private static String poured(String path, String type) throws Exception {
    int most = 8 * Wire.MESSAGE_AT_MOST;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), host.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          """
          POST %s HTTP/1.1\r
          Host: 127.0.0.1:%d\r
          E2b-Sandbox-Id: %s\r
          E2b-Sandbox-Port: 49983\r
          X-Access-Token: %s\r
          Content-Type: %s\r
          Content-Length: %d\r
          \r
          """
              .formatted(path, host.port(), EnvdHost.ID, EnvdHost.TOKEN, type, Long.MAX_VALUE)
              .getBytes(US_ASCII));
      // As the head of an envelope this is one that is longer than any may be.
      out.write(new byte[] {0, 127, 127, 127, 127});
      byte[] zeros = new byte[1 << 16];
      int sent = 0;
      InputStream in = socket.getInputStream();
      try {
        while (in.available() == 0 && sent < most) {
          out.write(zeros);
          sent += zeros.length;
        }
      } catch (IOException _) {
        // It takes no more: what it said before is here.
      }
      assertThat(sent).as("taken before it said no").isLessThan(most);
      return rest(in);
    }
  }

  private static String rest(InputStream in) {
    StringBuilder all = new StringBuilder();
    try {
      for (int one = in.read(); one >= 0; one = in.read()) {
        all.append((char) one);
      }
    } catch (IOException _) {
      // Cut with what it did not read still on its way.
    }
    return all.toString();
  }
}
