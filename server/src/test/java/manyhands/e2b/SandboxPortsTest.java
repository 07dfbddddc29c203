package manyhands.e2b;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import manyhands.desktop.RunningProgram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Ports of real machines, reached by headers.
final class SandboxPortsTest {

  private static final int BIG = 40_000_000;

  private static PortHost host;
  private static RunningProgram server;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeAll
  static void start() throws Exception {
    host = new PortHost();
    server = host.serve("i1", PortHost.PORT);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    HTTP.close();
    host.close();
  }

  private static HttpRequest.Builder to(String id, int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + path))
        .timeout(Duration.ofSeconds(60))
        .header("E2b-Sandbox-Id", id)
        .header("E2b-Sandbox-Port", "" + port);
  }

  private static HttpResponse<String> send(String method, String path, BodyPublisher body)
      throws Exception {
    return HTTP.send(
        to("i1", PortHost.PORT, path).method(method, body).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void everyMethodAndAddressArrivesAsItWasSent() throws Exception {
    for (String method : new String[] {"GET", "DELETE", "OPTIONS", "PATCH", "PROPFIND"}) {
      HttpResponse<String> answer = send(method, "/a%20b/c?q=1&q=%26", BodyPublishers.noBody());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).startsWith("i1 " + method + " /a%20b/c?q=1&q=%26\n");
    }
    HttpResponse<String> head = send("HEAD", "/", BodyPublishers.noBody());
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
    HttpResponse<String> hinted = send("GET", "/early", BodyPublishers.noBody());
    assertThat(hinted.statusCode()).isEqualTo(404);
    assertThat(hinted.body()).isEqualTo("none");
  }

  @Test
  void programsAreToldTheHostThatTheirMakerChose() throws Exception {
    try (RunningProgram _ = host.serve("i3", 3001)) {
      String told = get(to("i3", 3001, "/")).body();
      assertThat(told).contains("Host: cheese.example:3001\n");
      assertThat(told).containsOnlyOnce("\nHost: ").contains("X-Forwarded-Host: 127.0.0.1:");
    }
  }

  @Test
  void noSecretOfOursGoesAlong() throws Exception {
    String told =
        get(to("i1", PortHost.PORT, "/")
                .header("Authorization", "Bearer " + PortHost.KEY)
                .header("X-API-Key", PortHost.KEY)
                .header("Cookie", "manyhands-8080=" + PortHost.KEY)
                .header("X-Access-Token", "ea_secret_i1")
                .header("X-Own", "stays"))
            .body();
    assertThat(told).contains("X-Own: stays").contains("Host: 127.0.0.1");
    assertThat(told).doesNotContain(PortHost.KEY, "ea_secret", "E2b-Sandbox", "Cookie");
  }

  @Test
  void largeBodiesStreamBothWays() throws Exception {
    BodyPublisher chunked = BodyPublishers.ofInputStream(() -> zeros(BIG));
    assertThat(send("POST", "/echo", chunked).body()).isEqualTo("" + BIG);
    BodyPublisher sized = BodyPublishers.fromPublisher(chunked, BIG);
    assertThat(send("PUT", "/echo", sized).body()).isEqualTo("" + BIG);
    HttpResponse<InputStream> much =
        HTTP.send(to("i1", PortHost.PORT, "/big/" + BIG).build(), BodyHandlers.ofInputStream());
    try (InputStream from = much.body()) {
      assertThat(from.transferTo(java.io.OutputStream.nullOutputStream())).isEqualTo(BIG);
    }
  }

  private static InputStream zeros(int count) {
    return new InputStream() {
      private int left = count;

      @Override
      public int read() {
        return left-- > 0 ? 0 : -1;
      }

      @Override
      public int read(byte[] to, int offset, int length) {
        int given = Math.min(length, left);
        left -= given;
        return given == 0 ? -1 : given;
      }
    };
  }

  @Test
  void anAnswerComesAsItHappens() throws Exception {
    HttpResponse<InputStream> events =
        HTTP.send(to("i1", PortHost.PORT, "/events").build(), BodyHandlers.ofInputStream());
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(events.body(), UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("one");
      host.find("i1").orElseThrow().machine().write("go-" + PortHost.PORT, new byte[0]);
      assertThat(lines.readLine()).isEqualTo("two");
      assertThat(lines.readLine()).isNull();
    }
  }

  @Test
  void anAnswerThatBreaksOffIsNeverTakenForAWholeOne() {
    assertThatThrownBy(() -> send("GET", "/broken", BodyPublishers.noBody()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void webSocketsGoBothWaysUntilEitherEndCloses() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    URI address = URI.create("ws://127.0.0.1:" + host.port() + "/socket");
    WebSocket socket =
        HTTP.newWebSocketBuilder()
            .header("E2b-Sandbox-Id", "i1")
            .header("E2b-Sandbox-Port", "" + PortHost.PORT)
            .buildAsync(address, new Hearing(heard))
            .get(60, TimeUnit.SECONDS);
    String text = "grüße ".repeat(2000);
    var _ = socket.sendText(text, true).get(60, TimeUnit.SECONDS);
    assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(text);
    var _ = socket.sendClose(1000, "bye").get(60, TimeUnit.SECONDS);
    assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo("closed 1000");
    host.noRelaysAreLeftIn("i1");
  }

  /// Puts whole messages, and the end, into a queue.
  private static final class Hearing implements WebSocket.Listener {
    private final BlockingQueue<String> heard;
    private final StringBuilder text = new StringBuilder();

    Hearing(BlockingQueue<String> heard) {
      this.heard = heard;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        heard.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      heard.add("closed " + status);
      return null;
    }
  }

  @Test
  void whoeverLeavesLeavesNothingBehind() throws Exception {
    try (Socket client = host.connect()) {
      String asked =
          """
          GET /big/2000000000 HTTP/1.1
          Host: 127.0.0.1
          E2b-Sandbox-Id: i1
          E2b-Sandbox-Port: 3000

          """;
      client.getOutputStream().write(asked.replace("\n", "\r\n").getBytes(ISO_8859_1));
      assertThat(client.getInputStream().readNBytes(100_000)).hasSize(100_000);
    }
    host.noRelaysAreLeftIn("i1");
  }

  @Test
  void aPortThatAnswersNothingSaysSoInE2bsWords() throws Exception {
    String closed =
        "{\"sandboxId\":\"i1\",\"message\":\"The sandbox is running but port is not"
            + " open\",\"port\":%d,\"code\":502}";
    HttpResponse<String> nobody = get(to("i1", 4000, "/"));
    assertThat(nobody.statusCode()).isEqualTo(502);
    assertThat(nobody.body()).isEqualTo(closed.formatted(4000));
    // A screen without a password is reached by nobody: it speaks no HTTP.
    assertThat(get(to("i1", PortHost.PORT, "/nonsense")).body())
        .isEqualTo(closed.formatted(PortHost.PORT));
    assertThat(get(to("i1", 4000, "/").header("Accept", "text/html")).body())
        .contains("<h1", "port 4000");
    assertThat(get(to("i1", 70_000, "/")).statusCode()).isEqualTo(400);
    HttpResponse<String> none = get(to("i9", PortHost.PORT, "/"));
    assertThat(none.statusCode()).isEqualTo(502);
    assertThat(none.body())
        .isEqualTo("{\"sandboxId\":\"i9\",\"message\":\"The sandbox was not found\",\"code\":502}");
  }

  @Test
  void closedTrafficNeedsTheSandboxsTokenAndReachesThatSandboxOnly() throws Exception {
    String header = "e2b-traffic-access-token";
    assertThat(get(to("i2", PortHost.PORT, "/")).statusCode()).isEqualTo(403);
    assertThat(get(to("i2", PortHost.PORT, "/").header(header, "ta_wrong")).statusCode())
        .isEqualTo(403);
    // Nobody listens there: the neighbour's server is not to be reached from here.
    assertThat(get(to("i2", PortHost.PORT, "/").header(header, PortHost.TRAFFIC)).statusCode())
        .isEqualTo(502);
    try (RunningProgram _ = host.serve("i2", PortHost.PORT)) {
      String told = get(to("i2", PortHost.PORT, "/").header(header, PortHost.TRAFFIC)).body();
      assertThat(told).startsWith("i2 GET /").doesNotContain(PortHost.TRAFFIC);
    }
  }

  @Test
  void pagesInBrowsersDoNotComeThisWay() throws Exception {
    assertThat(get(to("i1", PortHost.PORT, "/").header("Sec-Fetch-Site", "none")).statusCode())
        .isEqualTo(403);
  }
}
