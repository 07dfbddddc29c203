package manyhands.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.time.Duration;
import java.util.Map;
import manyhands.app.RealServer;
import manyhands.browser.Chromium;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A person watches while the server is killed and started again.
final class KilledServerInTheBrowserTest {

  @Test
  void thePageGoesOnByItselfWhereItWas() throws Exception {
    try (RealServer server = new RealServer(Map.of());
        Chromium chromium = Chromium.start();
        BrowserContext context = chromium.context(Look.LIGHT.options());
        Visitor visitor = new Visitor(context, server.process().address())) {
      // What was asked while nobody was there.
      visitor.complaints.expect("ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET");
      visitor.complaints.expect("WebSocket connection to|^Failed when connecting");
      visitor.login(server.process().token());
      String request =
          "{\"agents\": 1, \"prompt\": \"Run 'echo first > first.txt', wait 8 s,"
              + " run 'echo last > last.txt'.\"}";
      String id = server.process().post("/api/sessions", request).path("id").asString();
      SessionScreen screen = SessionScreen.of(visitor, id);
      assertThat(screen.steps()).containsText("first.txt");
      server.kill();
      assertThat(screen.page().getByText("Reconnecting").first()).isVisible();
      server.startAgain();
      assertThat(screen.page().getByText("Reconnecting")).hasCount(0);
      assertThat(screen.steps()).containsText("first.txt");
      JsonNode ended =
          Awaitility.await()
              .atMost(Duration.ofSeconds(60))
              .until(
                  () -> server.process().get("/api/sessions/" + id),
                  it -> it.path("status").asString().matches("completed|failed|stopped"));
      Assertions.assertThat(ended.path("status").asString()).isEqualTo("completed");
      assertThat(screen.heading("Summary")).isVisible();
      assertThat(screen.page().getByText("last.txt").first()).isVisible();
      visitor.complaints.assertNone();
    }
  }
}
