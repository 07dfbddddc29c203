package manyhands.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import manyhands.fakes.FakeAnthropic;
import manyhands.fakes.FakeReply;
import manyhands.fakes.FakeReply.Piece;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A secret in a whole session: typed on a real desktop by a server that did not take it, and
/// nowhere else.
final class SecretSessionTest {

  private static final String VALUE = "canary-4711-sings";

  private static final List<Turn> PART =
      List.of(
          Turn.of("A terminal first.", new Gesture.Press("super+t")),
          Turn.until(
              "term",
              "Is it there?",
              new Gesture.Wait(1),
              Gesture.tool("run_command", "command", "cat ~/.manyhands/window")),
          Turn.of("It is.", new Gesture.Type("cat > pin.txt\n")),
          Turn.of(
              "Now the secret, which I do not know.",
              Gesture.tool("type_secret", "name", "pin", "what", "value"),
              new Gesture.Press("Return"),
              new Gesture.Press("ctrl+d")),
          Turn.until(
              "[secret pin]",
              "What does the file hold?",
              new Gesture.Wait(1),
              Gesture.tool("run_command", "command", "cat pin.txt")),
          Turn.until(
              "gone",
              "It must not stay there.",
              Gesture.tool("run_command", "command", "rm pin.txt && echo gone")),
          Turn.of(
              "Done.",
              Gesture.tool("finish", "result", "It was typed.", "evidence", "I read it.")));

  private final CountDownLatch atTheSecret = new CountDownLatch(1);
  private final CountDownLatch again = new CountDownLatch(1);

  @Test
  void aSecretIsTypedAlsoAfterAKilledServerAndStandsNowhere() throws Exception {
    try (FakeAnthropic claude = FakeAnthropic.start(this::answer);
        ProviderScenario scenario =
            new ProviderScenario(
                Map.of(
                    "ANTHROPIC_API_KEY", FakeAnthropic.KEY, "ANTHROPIC_BASE_URL", claude.url()))) {
      String request =
          JsonMapper.shared()
              .writeValueAsString(
                  Map.of("prompt", "Save the pin.", "agents", 1, "secrets", Map.of("pin", VALUE)));
      String id =
          scenario.server().process().post("/api/sessions", request).path("id").stringValue();
      atTheSecret.await();
      scenario.server().kill();
      scenario.server().startAgain();
      again.countDown();

      JsonNode end = scenario.ended(id);

      assertThat(end.path("status").stringValue()).as("%s", end).isEqualTo("completed");
      String events = scenario.facts(id);
      assertThat(events).contains("type_secret").contains("[secret pin]").doesNotContain(VALUE);
      assertThat(claude.requests()).noneMatch(it -> it.toString().contains(VALUE));
      assertThat(Search.filesWith(scenario.server().data(), VALUE)).isEmpty();
    }
  }

  private FakeReply answer(JsonNode request) {
    String tools = request.path("tools").toString();
    if (tools.contains("\"plan\"")) {
      return FakeReply.of(
          FakeReply.call("plan", "tasks", List.of(Map.of("description", "Save the pin."))));
    }
    if (tools.contains("\"verdict\"")) {
      return FakeReply.of(FakeReply.call("verdict", "verdict", "verified", "reason", "So it is."));
    }
    Turn turn = Colleague.next(PART, ClaudeSpeech.heard(request).results());
    if (turn.thinking().startsWith("Now the secret") && again.getCount() > 0) {
      atTheSecret.countDown();
      // The server that asked is killed now; the next one asks again.
      return new FakeReply.Silence();
    }
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece.Thinking(turn.thinking()));
    turn.gestures().forEach(gesture -> pieces.add(ClaudeSpeech.piece(gesture)));
    return new FakeReply.Answer(pieces);
  }
}
