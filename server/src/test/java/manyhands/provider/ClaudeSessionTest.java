package manyhands.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import manyhands.fakes.FakeAnthropic;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A whole session with Claude, as far as a strict fake of its API can be that.
final class ClaudeSessionTest {

  @Test
  void twoAgentsDoThreeTasksAndTheirResultsAreChecked() throws Exception {
    try (FakeAnthropic claude = FakeAnthropic.start(ClaudeSpeech::answer);
        ProviderScenario scenario =
            new ProviderScenario(
                Map.of(
                    "ANTHROPIC_API_KEY", FakeAnthropic.KEY, "ANTHROPIC_BASE_URL", claude.url()))) {
      scenario.doesTheJobWith("claude");

      assertThat(claude.refusals()).isEmpty();
      assertThat(claude.requests())
          .extracting(it -> it.path("model").stringValue(""))
          .containsOnly("claude-opus-5-5");
      for (JsonNode reply : scenario.replies()) {
        // The first question about a task fills the cache that each later one reads.
        assertThat(reply.at("/usage/cacheRead").longValue())
            .as("cache of step %s", reply.path("step"))
            .matches(read -> reply.path("step").intValue() == 1 || read > 0);
      }
    }
  }
}
