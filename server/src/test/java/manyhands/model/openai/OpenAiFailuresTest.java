package manyhands.model.openai;

import static manyhands.model.openai.Talk.json;
import static manyhands.model.openai.Talk.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.okhttp.OpenAIOkHttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import manyhands.fakes.FakeOpenAi;
import manyhands.fakes.FakeReply;
import manyhands.fakes.FakeReply.Piece;
import manyhands.model.Account;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.ModelException.Code;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What both interfaces make of every way to fail, and whether asking again can help.
final class OpenAiFailuresTest {

  private final Talk talk = new Talk();

  @AfterEach
  void close() {
    talk.close();
  }

  private List<Model> models() {
    return List.of(
        new ChatModel(
            talk.client(),
            "gpt-4o",
            ChatSettings.of("openai", "OPENAI_API_KEY"),
            Account.unlimited()),
        new ResponsesModel(talk.client(), "gpt-5.4", Account.unlimited()));
  }

  @Test
  void saysWhetherAskingAgainCanHelp() {
    record Case(FakeReply reply, Code code, String words) {}
    List<Case> cases =
        List.of(
            new Case(refusal(429, "rate_limit_exceeded", "slow down"), Code.BUSY, "slow down"),
            new Case(
                refusal(
                    429,
                    "insufficient_quota",
                    "You exceeded your current quota, please check your plan and billing details."),
                Code.REFUSED,
                "spend limit"),
            new Case(
                refusal(400, "billing_hard_limit_reached", "Billing hard limit has been reached"),
                Code.REFUSED,
                "spend limit"),
            new Case(
                refusal(401, "invalid_api_key", "Incorrect API key provided: " + FakeOpenAi.KEY),
                Code.REFUSED,
                "OPENAI_API_KEY"),
            new Case(refusal(402, "payment_required", "no credit"), Code.REFUSED, "no credit"),
            new Case(json(402, "{\"detail\": \"Add credits\"}"), Code.REFUSED, "Add credits"),
            new Case(
                refusal(403, "forbidden", "Bearer " + FakeOpenAi.KEY + " may not"),
                Code.REFUSED,
                "[key] may not"),
            new Case(refusal(404, "model_not_found", "model"), Code.UNAVAILABLE, "no such model"),
            new Case(refusal(500, "server_error", "oops"), Code.FAILED, "oops"),
            new Case(json(502, "<html>Bad Gateway</html>"), Code.FAILED, "failed"),
            new Case(refusal(503, "overloaded", "busy"), Code.BUSY, "busy"),
            new Case(refusal(408, "timeout", "late"), Code.FAILED, "late"),
            new Case(refusal(400, "context_length_exceeded", "too long"), Code.INVALID, "too long"),
            new Case(
                json(
                    422,
                    "{\"detail\": [{\"loc\": [\"body\", \"model\"], \"msg\": \"Field required\","
                        + " \"type\": \"missing\"}]}"),
                Code.INVALID,
                "model: Field required"),
            new Case(new FakeReply.Silence(), Code.FAILED, "reached"),
            new Case(
                new FakeReply.Broken(List.of(new Piece.Text("a long reply")), 2), Code.FAILED, ""),
            new Case(
                new FakeReply.Spoilt(List.of(new Piece.Text("a long reply")), "server_error"),
                Code.FAILED,
                "broke off"));
    for (Model model : models()) {
      for (Case one : cases) {
        talk.script.add(one.reply());
        ModelException failure =
            catchThrowableOfType(ModelException.class, () -> talk.say(model, "go"));
        assertThat(failure).as("%s %s", model.name(), one).isNotNull();
        assertThat(failure.code())
            .as("%s %s: %s", model.name(), one, failure.getMessage())
            .isEqualTo(one.code());
        assertThat(failure.getMessage())
            .as("%s %s", model.name(), one)
            .contains(one.words())
            .doesNotContain(FakeOpenAi.KEY);
      }
    }
  }

  @Test
  void passesOnHowLongToWait() {
    for (Model model : models()) {
      for (Map<String, String> header :
          List.of(Map.of("retry-after", "17"), Map.of("retry-after-ms", "17000"))) {
        talk.script.add(new FakeReply.Refusal(429, header, "rate_limit_exceeded", "slow down"));
        assertThat(
                catchThrowableOfType(ModelException.class, () -> talk.say(model, "go"))
                    .retryAfter())
            .isEqualTo(Duration.ofSeconds(17));
      }
    }
  }

  @Test
  void aWrongKeyIsRefusedWithTheNameOfItsVariable() {
    ChatModel model =
        new ChatModel(
            OpenAIOkHttpClient.builder()
                .apiKey("sk-wrong-key-here")
                .baseUrl(talk.fake.url())
                .maxRetries(0)
                .checkJacksonVersionCompatibility(false)
                .build(),
            "gpt-4o",
            ChatSettings.of("openai", "OPENAI_API_KEY"),
            Account.unlimited());

    ModelException failure =
        catchThrowableOfType(ModelException.class, () -> talk.say(model, "go"));

    assertThat(failure.code()).isEqualTo(Code.REFUSED);
    assertThat(failure.getMessage()).contains("OPENAI_API_KEY").doesNotContain("sk-wrong");
  }

  @Test
  void aServerThatDoesNotAnswerInTimeHasFailed() {
    talk.script.add(
        new FakeReply.Slow(FakeReply.of(new Piece.Text("late")), Duration.ofSeconds(5)));
    ChatModel model =
        new ChatModel(
            OpenAIOkHttpClient.builder()
                .apiKey(FakeOpenAi.KEY)
                .baseUrl(talk.fake.url())
                .maxRetries(0)
                .timeout(Duration.ofMillis(200))
                .checkJacksonVersionCompatibility(false)
                .build(),
            "gpt-4o",
            ChatSettings.of("openai", "OPENAI_API_KEY"),
            Account.unlimited());

    assertThat(catchThrowableOfType(ModelException.class, () -> talk.say(model, "go")).code())
        .isEqualTo(Code.FAILED);
  }
}
