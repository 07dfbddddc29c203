package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import manyhands.fakes.FakeAnthropic;
import manyhands.fakes.FakeOpenAi;
import manyhands.fakes.FakeReply;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.ModelException;
import manyhands.model.Part;
import org.junit.jupiter.api.Test;

/// Providers that repeat a key in what they say about it, and the models that the environment makes
/// of them.
final class KeylessModelTest {

  private static final Conversation CONVERSATION =
      new Conversation(
          "You work.",
          List.of(),
          List.of(new Message(Message.Role.USER, List.of(new Part.Text("go")))));

  private static ModelException asked(String name, Map<String, String> variables) {
    Path here = Path.of("").toAbsolutePath();
    Settings settings =
        new Settings(variables, here, here, Terminal.standard(Map.of()), new FakeDesktops());
    return catchThrowableOfType(
        ModelException.class,
        () -> new ModelChoice(settings).model(name).ask(CONVERSATION, _ -> {}));
  }

  private static FakeReply refusal(int status, String words) {
    return new FakeReply.Refusal(status, Map.of(), "permission_error", words);
  }

  private static ModelException claude(int status, String words) {
    try (FakeAnthropic fake = FakeAnthropic.start(_ -> refusal(status, words))) {
      return asked(
          "claude",
          Map.of("ANTHROPIC_API_KEY", FakeAnthropic.KEY, "ANTHROPIC_BASE_URL", fake.url()));
    }
  }

  private static ModelException openAi(int status, String words) {
    try (FakeOpenAi fake = FakeOpenAi.start(_ -> refusal(status, words))) {
      return asked(
          "openai:own", Map.of("OPENAI_API_KEY", FakeOpenAi.KEY, "OPENAI_BASE_URL", fake.url()));
    }
  }

  /// The whole key, its ends around asterisks, its middle, its beginning before dots.
  private static String words(String key) {
    String end = key.substring(key.length() - 4);
    return "The key %s (or 'sk-*****%s', \"%s\", %s...) may not do this."
        .formatted(key, end, key.substring(3, 15), key.substring(0, 6));
  }

  private static void showsNothingOf(String key, ModelException failure) {
    assertThat(failure.getCause()).as("what a log would show").isNull();
    assertThat(failure.getMessage())
        .doesNotContain(
            key, key.substring(key.length() - 4), key.substring(3, 15), key.substring(0, 6));
  }

  @Test
  void neverShowAKeyOrAPartOfIt() {
    for (int status : List.of(400, 401, 403, 404, 429, 500)) {
      showsNothingOf(FakeAnthropic.KEY, claude(status, words(FakeAnthropic.KEY)));
      showsNothingOf(FakeOpenAi.KEY, openAi(status, words(FakeOpenAi.KEY)));
    }
  }

  @Test
  void neverShowTheKeyOfAProviderBehindTheProvider() {
    String behind = "pk-brie-camembert-1906";
    try (FakeOpenAi fake = FakeOpenAi.startDedalus(_ -> refusal(403, words(behind)))) {
      showsNothingOf(
          behind,
          asked(
              "dedalus",
              Map.of(
                  "DEDALUS_API_KEY",
                  FakeOpenAi.KEY,
                  "DEDALUS_BASE_URL",
                  fake.url(),
                  "DEDALUS_PROVIDER",
                  "anthropic",
                  "DEDALUS_PROVIDER_KEY",
                  behind)));
    }
  }

  @Test
  void sayTheRest() {
    String words = "This organisation has no access to that model.";

    assertThat(claude(403, words)).hasMessageContaining(words);
    assertThat(openAi(403, words)).hasMessageContaining(words);
  }
}
