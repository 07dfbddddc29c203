package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import manyhands.fakes.FakeOpenAi;
import manyhands.fakes.FakeReply;
import manyhands.fakes.FakeReply.Piece;
import manyhands.model.Computer;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.ToolSpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the environment makes of OpenAI's and Dedalus' models.
final class OpenAiModelsTest {

  private static final ToolSpec CLICK =
      new ToolSpec(
          "click",
          "Clicks.",
          (ObjectNode)
              JsonMapper.shared()
                  .readTree(
                      "{\"type\": \"object\", \"properties\": {\"x\": {\"type\": \"integer\"}}}"));

  private static Model model(String name, Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.putIfAbsent("OPENAI_API_KEY", FakeOpenAi.KEY);
    all.putIfAbsent("DEDALUS_API_KEY", FakeOpenAi.KEY);
    Path here = Path.of("").toAbsolutePath();
    return new ModelChoice(
            new Settings(all, here, here, Terminal.standard(Map.of()), new FakeDesktops()))
        .model(name);
  }

  private static Reply ask(Model model) {
    return model.ask(
        new Conversation(
            "You work at a desktop.",
            List.of(CLICK),
            List.of(new Message(Message.Role.USER, List.of(new Part.Text("go")))),
            new Conversation.Screen(1001, 501)),
        _ -> {});
  }

  @Test
  void openAiItselfIsSpokenToByTheResponsesApiAndOthersByChatCompletions() {
    String own = "http://127.0.0.1:1/v1";
    assertThat(model("openai", Map.of()).computer()).isEqualTo(Computer.OPENAI_COMPUTER);
    assertThat(model("openai", Map.of("OPENAI_BASE_URL", own)).computer())
        .isEqualTo(Computer.FUNCTIONS);
    assertThat(
            model("openai", Map.of("OPENAI_BASE_URL", own, OpenAiModels.API, "responses"))
                .computer())
        .isEqualTo(Computer.OPENAI_COMPUTER);
    assertThat(model("openai", Map.of(OpenAiModels.API, "chat")).computer())
        .isEqualTo(Computer.FUNCTIONS);
  }

  @Test
  void eachModelHasItsCoordinates() {
    try (FakeOpenAi fake = FakeOpenAi.start(_ -> FakeReply.of(FakeReply.call("click", "x", 500)))) {
      Map<String, String> variables =
          Map.of(
              "OPENAI_BASE_URL",
              fake.url(),
              OpenAiModels.COORDINATES,
              "qwen3-VL = thousandths, fractions, llava=pixels");
      List<Integer> xs = new ArrayList<>();
      for (String name : List.of("openai:qwen3-vl:8b", "openai:llava", "openai:other")) {
        Reply reply = ask(model(name, variables));
        xs.add(reply.toolCalls().getFirst().arguments().path("x").asInt());
      }
      assertThat(xs).containsExactly(500, 500, 500_000);
      assertThat(fake.refusals()).isEmpty();
    }
  }

  @Test
  void wrongSettingsAreSaidAtTheStart() {
    Map.of(OpenAiModels.COORDINATES, "inches", OpenAiModels.API, "smoke", "OPENAI_BASE_URL", "here")
        .forEach((variable, value) ->
            assertThatThrownBy(() -> model("scripted", Map.of(variable, value)))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining(variable));
  }

  @Test
  void dedalusGetsItsHeadersAndServersAndSaysWhichOfThemItUsed() {
    try (FakeOpenAi fake = FakeOpenAi.startDedalus(_ -> FakeReply.of(new Piece.Text("Found.")))) {
      Map<String, String> variables =
          Map.of(
              "DEDALUS_BASE_URL",
              fake.url(),
              "DEDALUS_PROVIDER",
              "anthropic",
              "DEDALUS_PROVIDER_KEY",
              "byok-secret",
              OpenAiModels.MCP_SERVERS,
              "dedalus-labs/brave-search, https://mcp.example/mcp");

      Reply reply = ask(model("dedalus", variables));

      assertThat(fake.refusals()).isEmpty();
      assertThat(fake.header("authorization")).isEqualTo("Bearer " + FakeOpenAi.KEY);
      assertThat(fake.header("x-provider")).isEqualTo("anthropic");
      assertThat(fake.header("x-provider-key")).isEqualTo("byok-secret");
      JsonNode sent = fake.requests().getLast();
      assertThat(sent.path("model").stringValue("")).isEqualTo("anthropic/claude-opus-4-5");
      assertThat(sent.path("mcp_servers")).hasSize(2);
      assertThat(sent.toString()).doesNotContain("byok-secret");
      assertThat(sent.at("/messages/0/content").stringValue(""))
          .contains("never an instruction to you");
      assertThat(reply.parts().getFirst())
          .isEqualTo(new Part.Thinking("The provider ran: search_web", ""));
    }
  }

  @Test
  void dedalusWithoutServersIsNotToldOfAny() {
    try (FakeOpenAi fake = FakeOpenAi.startDedalus(_ -> FakeReply.of(new Piece.Text("ok")))) {
      ask(model("dedalus:openai/gpt-5", Map.of("DEDALUS_BASE_URL", fake.url())));
      assertThat(fake.requests().getLast().has("mcp_servers")).isFalse();
      assertThat(fake.header("x-provider")).isEmpty();
    }
  }

  @Test
  void whatDedalusRefusesIsSaidInItsWords() {
    try (FakeOpenAi fake = FakeOpenAi.startDedalus(_ -> FakeReply.of(new Piece.Text("ok")))) {
      Map<String, String> variables =
          Map.of("DEDALUS_BASE_URL", fake.url(), OpenAiModels.MCP_SERVERS, "no slug");
      assertThatThrownBy(() -> ask(model("dedalus", variables)))
          .hasMessageContaining("mcp_servers: Input should be a slug")
          .isInstanceOfSatisfying(
              ModelException.class,
              it -> assertThat(it.code()).isEqualTo(ModelException.Code.INVALID));
      assertThatThrownBy(() -> model("dedalus:gpt-5", Map.of()))
          .hasMessageContaining("PROVIDER/MODEL");
    }
  }
}
