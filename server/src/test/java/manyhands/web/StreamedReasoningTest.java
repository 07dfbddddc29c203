package manyhands.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import manyhands.app.RealServer;
import manyhands.browser.Chromium;
import manyhands.fakes.FakeAnthropic;
import manyhands.fakes.FakeReply;
import manyhands.fakes.FakeReply.Piece;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Reasoning that a provider streams, in front of a person.
final class StreamedReasoningTest {

  private static final String BEGINNING = "I look for the files first, since";
  private static final String WHOLE = BEGINNING + " they may have moved. Then I count them.";

  /// The message's and the block's beginning, then three deltas of twelve characters.
  private static final int EVENTS = 5;

  private final Semaphore more = new Semaphore(0);

  @Test
  void reasoningIsReadWhileTheModelIsStillThinking() throws Exception {
    try (FakeAnthropic claude = FakeAnthropic.start(this::answer);
        RealServer server =
            new RealServer(
                Map.of(
                    "ANTHROPIC_API_KEY", FakeAnthropic.KEY, "ANTHROPIC_BASE_URL", claude.url()));
        Chromium chromium = Chromium.start();
        Visitor visitor =
            new Visitor(chromium.context(Look.LIGHT.options()), server.process().address())) {
      String request = "{\"prompt\": \"Count the files.\", \"agents\": 1}";
      String id = server.process().post("/api/sessions", request).path("id").stringValue();
      SessionScreen screen = SessionScreen.of(visitor.login(server.process().token()), id);

      assertThat(screen.steps()).containsText(BEGINNING);
      assertThat(screen.steps()).not().containsText("moved");
      Assertions.assertThat(facts(server, id)).doesNotContain("agent:reasoning");

      more.release(Integer.MAX_VALUE / 2);
      assertThat(screen.heading("Summary")).isVisible();
      Assertions.assertThat(facts(server, id)).contains(WHOLE);
      visitor.complaints.assertNone();
    } finally {
      more.release();
    }
  }

  private FakeReply answer(JsonNode request) {
    String tools = request.path("tools").toString();
    if (tools.contains("\"plan\"")) {
      return FakeReply.of(
          FakeReply.call("plan", "tasks", List.of(Map.of("description", "Count the files."))));
    }
    if (tools.contains("\"verdict\"")) {
      return FakeReply.of(FakeReply.call("verdict", "verdict", "verified", "reason", "So it is."));
    }
    List<Piece> pieces =
        List.of(
            new Piece.Thinking(WHOLE),
            FakeReply.call("finish", "result", "There is none.", "evidence", "I looked."));
    return new FakeReply.Held(pieces, EVENTS, more);
  }

  private static String facts(RealServer server, String id) throws Exception {
    return server.process().get("/api/sessions/" + id + "/events?limit=10000").toString();
  }
}
