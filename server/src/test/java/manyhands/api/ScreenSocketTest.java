package manyhands.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import manyhands.desktop.DesktopId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who may open a screen socket, and what may be sent through it.
final class ScreenSocketTest {
  private static final String SCREEN = "/api/desktops/d-1/screen";

  private final ApiFixture api = new ApiFixture();
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger closed = new AtomicInteger();

  @AfterEach
  void stop() {
    http.close();
    api.close();
  }

  private String path(String screen, String body) {
    return api.post(screen + "-ticket", body).json().path("path").asString();
  }

  private WebSocket open(String path, String... headers) {
    WebSocket.Builder builder = http.newWebSocketBuilder().subprotocols("binary");
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    return builder
        .buildAsync(
            URI.create("ws://127.0.0.1:" + api.port() + path),
            new WebSocket.Listener() {
              @Override
              public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                closed.set(code);
                return null;
              }
            })
        .join();
  }

  private void assertRefused(int status, Supplier<WebSocket> opening) {
    assertThatThrownBy(opening::get)
        .isInstanceOfSatisfying(
            CompletionException.class,
            e ->
                assertThat(((WebSocketHandshakeException) e.getCause()).getResponse().statusCode())
                    .isEqualTo(status));
  }

  @Test
  void aTicketOpensItsScreenOnceAndTheSubprotocolIsKept() {
    String path = path(SCREEN, "{}");
    assertThat(open(path).getSubprotocol()).isEqualTo("binary");
    assertRefused(401, () -> open(path));
  }

  @Test
  void withoutATicketNobodyComesInThoughTheyHaveTheToken() {
    assertRefused(401, () -> open(SCREEN, "Authorization", "Bearer " + ApiFixture.TOKEN));
    assertRefused(401, () -> open(SCREEN + "?ticket=" + ApiFixture.TOKEN));
    assertRefused(401, () -> open(SCREEN + "?ticket=secret1"));
  }

  @Test
  void aTicketForOneDesktopOpensNoOtherAndIsUsedUpByTrying() {
    String path = path(SCREEN, "{}");
    assertRefused(401, () -> open(path.replace("d-1", "d-2")));
    assertRefused(401, () -> open(path));
  }

  @Test
  void pagesOfOtherSitesAreRefused() {
    String mine = "http://127.0.0.1:" + api.port();
    assertThat(open(path(SCREEN, "{}"), "Origin", mine)).isNotNull();
    assertRefused(403, () -> open(path(SCREEN, "{}"), "Origin", "https://evil.example"));
    assertRefused(403, () -> open(path(SCREEN, "{}"), "Origin", "null"));
    assertRefused(403, () -> open(path(SCREEN, "{}"), "Sec-Fetch-Site", "cross-site"));
  }

  @Test
  void ticketsAreGivenToThoseWithTheTokenForWhatThereIs() {
    assertThat(api.send("POST", SCREEN + "-ticket", "").code()).isEqualTo("no-token");
    assertThat(api.post(SCREEN + "-ticket", "{\"view\": \"all\"}").code()).isEqualTo("bad-field");
    assertThat(api.post(SCREEN + "-ticket", "{\"view\": \"only\"}").status()).isEqualTo(200);
    String agent = "/api/sessions/s-1/agents/a1/screen";
    assertThat(path(agent, "{}")).startsWith(agent + "?ticket=secret");
  }

  @Test
  void oldTicketsMakeRoomForNewOnes() {
    Tickets tickets =
        new Tickets(
            new Supplier<>() {
              private int count;

              @Override
              public String get() {
                return "t" + ++count;
              }
            },
            System::nanoTime);
    DesktopId desktop = new DesktopId("d-1");
    for (int i = 0; i < 600; i++) {
      var _ = tickets.issue(desktop, false);
    }
    assertThat(tickets.redeem("t1", desktop)).isEmpty();
    assertThat(tickets.redeem("t600", desktop)).isPresent();
  }

  @Test
  void aTicketIsGoodForThirtySeconds() {
    long[] now = {Long.MAX_VALUE - 1};
    AtomicInteger count = new AtomicInteger();
    Tickets tickets = new Tickets(() -> "t" + count.incrementAndGet(), () -> now[0]);
    DesktopId desktop = new DesktopId("d-1");
    var _ = tickets.issue(desktop, false);
    var _ = tickets.issue(desktop, true);
    now[0] += Tickets.VALID.toNanos() - 1;
    assertThat(tickets.redeem("t1", desktop)).isPresent();
    now[0]++;
    assertThat(tickets.redeem("t2", desktop)).isEmpty();
  }

  @Test
  void aMessageOfAHundredKilobytesEndsTheConnection() {
    WebSocket socket = open(path(SCREEN, "{}"));
    var _ = socket.sendBinary(ByteBuffer.allocate(100_000), true);
    await().until(() -> closed.get() != 0);
  }

  @Test
  void aScreenThatCannotBeReachedSaysSo() {
    WebSocket _ = open(path(SCREEN, "{}"));
    await().until(() -> closed.get() == 4404);
  }
}
