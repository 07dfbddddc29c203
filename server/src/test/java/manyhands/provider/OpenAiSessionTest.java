package manyhands.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import manyhands.fakes.FakeOpenAi;
import org.junit.jupiter.api.Test;

/// Whole sessions with OpenAI's two interfaces and with Dedalus, as far as strict fakes of them can
/// be that.
final class OpenAiSessionTest {

  @Test
  void twoAgentsDoTheJobThroughTheResponsesApi() throws Exception {
    try (FakeOpenAi openAi = FakeOpenAi.start(ResponsesSpeech::answer);
        ProviderScenario scenario =
            new ProviderScenario(
                Map.of(
                    "OPENAI_API_KEY",
                    FakeOpenAi.KEY,
                    "OPENAI_BASE_URL",
                    openAi.url(),
                    "MANYHANDS_OPENAI_API",
                    "responses"))) {
      scenario.doesTheJobWith("openai");
      assertThat(openAi.refusals()).isEmpty();
      assertThat(openAi.requests()).allMatch(it -> it.has("input"));
    }
  }

  @Test
  void twoAgentsDoTheJobThroughChatCompletions() throws Exception {
    try (FakeOpenAi openAi = FakeOpenAi.start(ChatSpeech::answer);
        ProviderScenario scenario =
            new ProviderScenario(
                Map.of("OPENAI_BASE_URL", openAi.url(), "OPENAI_API_KEY", FakeOpenAi.KEY))) {
      scenario.doesTheJobWith("openai:some-model");
      assertThat(openAi.refusals()).isEmpty();
      assertThat(openAi.requests()).allMatch(it -> it.has("messages"));
    }
  }

  @Test
  void twoAgentsDoTheJobThroughDedalus() throws Exception {
    try (FakeOpenAi dedalus = FakeOpenAi.startDedalus(ChatSpeech::answer);
        ProviderScenario scenario =
            new ProviderScenario(
                Map.of("DEDALUS_API_KEY", FakeOpenAi.KEY, "DEDALUS_BASE_URL", dedalus.url()))) {
      scenario.doesTheJobWith("dedalus");
      assertThat(dedalus.refusals()).isEmpty();
      assertThat(dedalus.requests()).allMatch(it -> it.path("model").stringValue("").contains("/"));
    }
  }
}
