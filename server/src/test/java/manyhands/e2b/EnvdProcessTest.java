package manyhands.e2b;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import manyhands.desktop.Command;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// The calls of `process.Process`, byte by byte, on a real machine.
@Timeout(60)
final class EnvdProcessTest {

  private static final String START = "/process.Process/Start";

  private static EnvdHost host;
  private static HttpClient http;
  private static EnvdClient client;

  @BeforeAll
  static void boot() throws Exception {
    host = new EnvdHost(Clock.systemUTC());
    http = HttpClient.newHttpClient();
    client = new EnvdClient(http, host.port());
  }

  @AfterAll
  static void stop() throws Exception {
    http.close();
    host.close();
  }

  private static String sh(String line) {
    return new String(
            host.machine().run(Command.shell(line, Duration.ofSeconds(20))).stdout(), UTF_8)
        .strip();
  }

  @Test
  void aProgramSaysWhatItSaysThenHowItEnded() throws Exception {
    List<JsonNode> good = EnvdClient.all(client.start("echo \"$GREETING\"; echo no >&2"));
    assertThat(EnvdClient.pid(good.getFirst())).isPositive();
    assertThat(EnvdClient.said(good)).isEqualTo("hello\n");
    assertThat(good.get(good.size() - 2).toString())
        .isEqualTo("{\"event\":{\"end\":{\"exited\":true,\"status\":\"exit status 0\"}}}");
    assertThat(good.getLast().toString()).isEqualTo("{}");

    List<JsonNode> bad = EnvdClient.all(client.start("exit 7"));
    assertThat(bad.get(1).path("event").path("end").toString())
        .isEqualTo(
            "{\"exitCode\":7,\"exited\":true,\"status\":\"exit status 7\",\"error\":\"exit status"
                + " 7\"}");
  }

  @Test
  void whenItsTimeIsOverItIsKilledAndTheStreamSaysSo() throws Exception {
    List<JsonNode> all =
        EnvdClient.all(client.start("exec sleep 4321", "Connect-Timeout-Ms", "400"));
    assertThat(all.getLast().path("error").path("code").asString()).isEqualTo("deadline_exceeded");
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(sh("ls /proc/%d".formatted(EnvdClient.pid(all.getFirst())))).isEmpty());
  }

  @Test
  void whoLeavesLeavesItRunningAndMayComeBack() throws Exception {
    long pid;
    try (InputStream stream =
        client.start("read -r word; echo got \"$word\" > gone.txt; echo late \"$word\"")) {
      pid = EnvdClient.pid(EnvdClient.next(stream));
    }
    String selector = "{\"process\":{\"pid\":%d}".formatted(pid);
    InputStream back =
        client.stream(
            "/process.Process/Connect",
            new manyhands.envd.Envelope(0, (selector + "}").getBytes(UTF_8)).bytes());
    assertThat(EnvdClient.pid(EnvdClient.next(back))).isEqualTo(pid);
    assertThat(client.call("/process.Process/List", "{}").body()).contains("\"pid\":" + pid);
    assertThat(
            client
                .call(
                    "/process.Process/SendInput", selector + ",\"input\":{\"stdin\":\"YmFjawo=\"}}")
                .statusCode())
        .isEqualTo(200);
    assertThat(EnvdClient.said(EnvdClient.all(back))).isEqualTo("late back\n");
    assertThat(sh("cat gone.txt")).isEqualTo("got back");
    HttpResponse<String> late =
        client.call("/process.Process/SendSignal", selector + ",\"signal\":\"SIGNAL_SIGKILL\"}");
    assertThat(late.statusCode()).isEqualTo(404);
    assertThat(late.body())
        .isEqualTo(
            "{\"code\":\"not_found\",\"message\":\"process with pid %d not found\"}"
                .formatted(pid));
  }

  @Test
  void silenceIsBrokenByKeepingAlive() throws Exception {
    try (InputStream stream = client.start("sleep 30", "Keepalive-Ping-Interval", "1")) {
      long pid = EnvdClient.pid(EnvdClient.next(stream));
      assertThat(EnvdClient.next(stream).toString()).isEqualTo("{\"event\":{\"keepalive\":{}}}");
      var _ =
          client.call(
              "/process.Process/SendSignal",
              "{\"process\":{\"pid\":%d},\"signal\":\"SIGNAL_SIGTERM\"}".formatted(pid));
      List<JsonNode> rest = EnvdClient.all(stream);
      assertThat(rest.get(rest.size() - 2).path("event").path("end").toString())
          .isEqualTo(
              "{\"exitCode\":-1,\"status\":\"signal: terminated\",\"error\":\"signal: terminated\"}");
    }
  }

  @Test
  void manyAtOnceEachHearTheirOwn() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String line = "echo " + i;
        all.add(threads.submit(() -> EnvdClient.said(EnvdClient.all(client.start(line)))));
      }
      for (int i = 0; i < all.size(); i++) {
        assertThat(all.get(i).get()).isEqualTo(i + "\n");
      }
    }
  }

  @Test
  void whatIsNoCallIsRefusedInConnectsWords() throws Exception {
    assertThat(refused("00ffffffff7b7d"))
        .startsWith("invalid_argument: an envelope has 4294967295");
    assertThat(refused("01000000027b7d")).contains("compressed");
    assertThat(refused("05000000027b7d")).startsWith("invalid_argument");
    assertThat(refused("0000000003")).startsWith("invalid_argument");
    assertThat(refused("")).startsWith("invalid_argument");
    assertThat(refused("02000000027b7d")).startsWith("invalid_argument");
    assertThat(refused("00000000025b5d")).contains("no JSON object");
    assertThat(refused("00000000027b7d")).contains("a program must be named");
    assertThat(refused("00000000027b7d", "Connect-Timeout-Ms", "-1")).contains("no number");
    assertThat(refused("00000000027b7d", "Connect-Content-Encoding", "gzip"))
        .startsWith("unimplemented");
    assertThat(refused("00000000027b7d", "Authorization", "Basic cm9vdDo="))
        .isEqualTo("unauthenticated: invalid username: 'root'");
    assertThat(client.call(START, "{}").statusCode()).isEqualTo(415);
    assertThat(client.call("/process.Process/Nothing", "{}").statusCode()).isEqualTo(501);
    assertThat(client.call("/process.Process/List", "[]").statusCode()).isEqualTo(400);
    assertThat(client.get(client.mine("/process.Process/List")).statusCode()).isEqualTo(405);
  }

  private static String refused(String hex, String... headers) throws Exception {
    JsonNode end =
        EnvdClient.next(client.stream(START, HexFormat.of().parseHex(hex), headers)).path("error");
    return end.path("code").asString() + ": " + end.path("message").asString();
  }

  @Test
  void whenTheSandboxEndsItsStreamsBreakOffAndNobodyIsHome() throws Exception {
    try (EnvdHost other = new EnvdHost(Clock.systemUTC())) {
      EnvdClient there = new EnvdClient(http, other.port());
      InputStream stream = there.start("echo up; sleep 1000");
      var _ = EnvdClient.next(stream);
      var _ = EnvdClient.next(stream);
      assertThat(there.get(there.to("/health")).statusCode()).isEqualTo(204);
      other.end();
      assertThatThrownBy(() -> EnvdClient.next(stream))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(java.io.EOFException.class);
      HttpResponse<String> health = there.get(there.to("/health"));
      assertThat(health.statusCode()).isEqualTo(502);
      assertThat(health.body())
          .isEqualTo(
              "{\"sandboxId\":\"i1\",\"message\":\"The sandbox was not found\",\"code\":502}");
    }
  }
}
