package manyhands.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import manyhands.fakes.FakeAnthropic;
import manyhands.fakes.FakeReply;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A provider that refuses the key, and tells it back in its answer.
final class RefusedKeyTest {

  private static final FakeReply REFUSED =
      new FakeReply.Refusal(
          401,
          Map.of("x-echo", FakeAnthropic.KEY),
          "authentication_error",
          "invalid x-api-key: " + FakeAnthropic.KEY);

  @Test
  void endsTheSessionWithWhatToDoAndTheKeyIsNowhere() throws Exception {
    try (FakeAnthropic claude = FakeAnthropic.start(RefusedKeyTest::refusedAtWork);
        ProviderScenario scenario =
            new ProviderScenario(
                Map.of(
                    "ANTHROPIC_API_KEY", FakeAnthropic.KEY, "ANTHROPIC_BASE_URL", claude.url()))) {
      String id = scenario.open("claude");
      JsonNode end = scenario.ended(id);

      assertThat(end.path("status").stringValue()).isEqualTo("failed");
      assertThat(end.path("reason").stringValue()).contains("ANTHROPIC_API_KEY");
      // Once for the plan, and once for each of the two agents at most: nobody asks again.
      assertThat(claude.requests()).hasSizeLessThanOrEqualTo(3);
      for (String page :
          List.of(
              "/api/sessions/" + id,
              "/api/sessions/" + id + "/events?limit=10000",
              "/api/machine",
              "/metrics")) {
        String said =
            scenario.server().process().send(scenario.server().process().request(page)).body();
        assertThat(said).as(page).isNotBlank().doesNotContain(FakeAnthropic.KEY);
      }
      assertThat(Search.filesWith(scenario.server().data(), FakeAnthropic.KEY)).isEmpty();
    }
  }

  private static FakeReply refusedAtWork(JsonNode request) {
    boolean plans = request.path("tools").toString().contains("\"plan\"");
    return plans ? ClaudeSpeech.answer(request) : REFUSED;
  }
}
