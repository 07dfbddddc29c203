package manyhands.model.openai;

import static manyhands.model.openai.Talk.chunks;
import static manyhands.model.openai.Talk.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import manyhands.fakes.FakeReply;
import manyhands.fakes.FakeReply.Piece;
import manyhands.model.Account;
import manyhands.model.ModelException;
import manyhands.model.Part;
import manyhands.model.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Chat completions by OpenAI's own SDK, with a strict server and with odd ones.
final class ChatModelTest {

  private final Talk talk = new Talk();

  @AfterEach
  void close() {
    talk.close();
  }

  private ChatModel model() {
    return model(Coordinates.PIXELS);
  }

  private ChatModel model(Coordinates coordinates) {
    return new ChatModel(
        talk.client(),
        "gpt-4o",
        new ChatSettings("openai", "OPENAI_API_KEY", coordinates, List.of()),
        Account.unlimited());
  }

  private Reply reply(String... chunks) {
    return talk.say(model(), chunks(chunks));
  }

  private static String choice(String delta, String finish) {
    return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
        + ("\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]}");
  }

  private static String text(Reply reply) {
    return reply.parts().stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .findFirst()
        .orElse("");
  }

  @Test
  void readsThoughtsTextCallsAndUsageAsTheyStream() {
    Reply reply =
        talk.say(
            model(),
            FakeReply.of(
                new Piece.Thinking("There is a terminal on the screen."),
                new Piece.Text("I click it."),
                FakeReply.call("click", "x", 640, "y", 400),
                FakeReply.call("run_command", "command", "ls")));

    assertThat(talk.streamed).hasToString("There is a terminal on the screen.I click it.");
    assertThat(reply.parts().getFirst())
        .isEqualTo(new Part.Thinking("There is a terminal on the screen.", ""));
    assertThat(text(reply)).isEqualTo("I click it.");
    assertThat(reply.toolCalls())
        .extracting(call -> call.name() + call.arguments())
        .containsExactly("click{\"x\":640,\"y\":400}", "run_command{\"command\":\"ls\"}");
    assertThat(reply.usage().inputTokens()).isGreaterThan(1_000);
    assertThat(reply.usage().outputTokens()).isEqualTo(80);
  }

  @Test
  void sendsAConversationThatIsTakenAndThatIsReadFromTheCacheAgain() {
    ChatModel model = model();
    Reply reply = talk.say(model, FakeReply.of(FakeReply.call("run_command", "command", "ls")));
    for (int step = 0; step < 10; step++) {
      talk.answer(reply);
      talk.script.add(
          FakeReply.of(
              new Piece.Text("step"),
              FakeReply.call("run_command", "command", "ls"),
              FakeReply.call("run_command", "command", "pwd")));
      reply = talk.ask(model);
    }

    assertThat(talk.fake.refusals()).isEmpty();
    assertThat(reply.usage().cacheReadTokens()).isGreaterThan(reply.usage().inputTokens() * 3 / 4);
    JsonNode sent = talk.lastRequest().path("messages");
    assertThat(sent.path(0).path("content").stringValue("")).contains("1281 x 801 pixels");
    assertThat(sent.path(2).path("tool_calls")).hasSize(1);
    assertThat(sent.path(3).path("role").stringValue("")).isEqualTo("tool");
    assertThat(sent.path(4).path("content").path(0).path("type").stringValue(""))
        .isEqualTo("image_url");
  }

  @Test
  void showsTheModelArgumentsThatWereNoJson() {
    ChatModel model = model();
    Reply reply =
        talk.say(model, FakeReply.of(new Piece.Call("run_command", "{\"command\": oops")));
    talk.answer(reply);
    talk.script.add(FakeReply.of(new Piece.Text("I see")));
    talk.ask(model);

    assertThat(reply.toolCalls().getFirst().arguments().path(OpenAiJson.UNREADABLE).stringValue())
        .contains("oops");
    assertThat(talk.fake.refusals()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Coordinates.class)
  void saysWhereSomethingIsTheWayTheModelDoes(Coordinates coordinates) {
    Object x = coordinates == Coordinates.PIXELS ? 640 : 500;
    Object y = coordinates == Coordinates.PIXELS ? "200" : "250";
    if (coordinates == Coordinates.FRACTIONS) {
      x = 0.5;
      y = "0.25";
    }
    talk.tools = List.of(Talk.CLICK);
    Reply reply =
        talk.say(model(coordinates), FakeReply.of(FakeReply.call("click", "x", x, "y", y)));
    talk.answer(reply);
    talk.script.add(FakeReply.of(new Piece.Text("done")));
    talk.ask(model(coordinates));

    var arguments = reply.toolCalls().getFirst().arguments();
    assertThat(arguments.path("x").asInt()).isEqualTo(640);
    assertThat(arguments.path("y").asInt()).isEqualTo(200);
    JsonNode sent = talk.lastRequest();
    assertThat(
            sent.at("/messages/2/tool_calls/0/function/arguments")
                .stringValue("")
                .replace("\"", ""))
        .isEqualTo("{x:" + x + ",y:" + y + "}");
    JsonNode schema = sent.at("/tools/0/function/parameters/properties/x");
    assertThat(schema.path("maximum").asInt(-1))
        .isEqualTo(
            switch (coordinates) {
              case PIXELS -> -1;
              case THOUSANDTHS -> 1_000;
              case FRACTIONS -> 1;
            });
    assertThat(schema.path("type").stringValue(""))
        .isEqualTo(coordinates == Coordinates.FRACTIONS ? "number" : "integer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"run_command\", \"arguments\": {\"command\": \"ls\"}}",
        "```json\n{\"name\": \"run_command\", \"parameters\": {\"command\": \"ls\"}}\n```",
        "[{\"type\": \"function\", \"function\":"
            + " {\"name\": \"run_command\", \"arguments\": \"{\\\"command\\\": \\\"ls\\\"}\"}}]",
        "<think>I list the files.</think>\n"
            + "{\"tool\": \"run_command\", \"args\": {\"command\": \"ls\"}}",
        "<tool_call>\n{\"name\": \"run_command\", \"arguments\": {\"command\": \"ls\"}}\n"
            + "</tool_call>"
      })
  void takesACallThatIsWrittenOutForACall(String words) {
    Reply reply = talk.say(model(), FakeReply.of(new Piece.Text(words)));

    assertThat(text(reply)).isEmpty();
    assertThat(reply.toolCalls())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.id()).isNotBlank();
          assertThat(call.name() + call.arguments()).isEqualTo("run_command{\"command\":\"ls\"}");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I could call {\"name\": \"run_command\", \"arguments\": {}} but will not.",
        "{\"name\": \"rm_rf\", \"arguments\": {}}",
        "{\"name\": \"run_command\"}",
        "{\"files\": [1, 2]}",
        "Just words."
      })
  void takesATextForAText(String words) {
    Reply reply = talk.say(model(), FakeReply.of(new Piece.Text(words)));

    assertThat(reply.toolCalls()).isEmpty();
    assertThat(text(reply)).isEqualTo(words);
  }

  @Test
  void readsAServerThatDoesNotStreamAndGivesNoIdsAndArgumentsAsAnObject() {
    Reply reply =
        talk.say(
            model(),
            json(
                200,
                """
                {"choices": [{"message": {"role": "assistant", "content": "Now.", "tool_calls": [
                  {"function": {"name": "run_command", "arguments": {"command": "ls"}}},
                  {"function": {"name": "run_command", "arguments": {"command": "pwd"}}}]}}]}\
                """));

    assertThat(text(reply)).isEqualTo("Now.");
    assertThat(reply.toolCalls())
        .extracting(call -> call.arguments().path("command").stringValue())
        .containsExactly("ls", "pwd");
    assertThat(reply.toolCalls()).extracting(Part.ToolCall::id).doesNotContain("").hasSize(2);
    assertThat(reply.toolCalls()).extracting(Part.ToolCall::id).doesNotHaveDuplicates();
  }

  @Test
  void estimatesWhatAReplyCostWhenItsServerDoesNotSay() {
    Reply reply = reply(choice("{\"content\": \"" + "word ".repeat(400) + "\"}", "\"stop\""));

    assertThat(reply.usage().inputTokens()).isBetween(1_000L, 3_000L);
    assertThat(reply.usage().outputTokens()).isBetween(400L, 600L);
  }

  @Test
  void putsTogetherPiecesOfCallsHoweverTheyAreCut() {
    Reply reply =
        reply(
            "{\"choices\": []}",
            choice("{\"role\": \"assistant\", \"content\": null}", "null"),
            choice(
                """
                {"tool_calls": [{"id": "a", "type": "function",
                  "function": {"name": "run_command", "arguments": "{\\"command\\":"}}]}\
                """,
                "null"),
            choice("{\"tool_calls\": [{\"function\": {\"arguments\": \" \\\"ls\\\"}\"}}]}", "null"),
            choice(
                """
                {"tool_calls": [{"id": "a", "function": {"name": "run_command"}},
                  {"id": "b", "function": {"name": "run_command", "arguments": {"command": "pwd"}}}
                  ]}\
                """,
                "\"tool_calls\""));

    assertThat(reply.toolCalls())
        .extracting(call -> call.id() + " " + call.name() + call.arguments())
        .containsExactly("a run_command{\"command\":\"ls\"}", "b run_command{\"command\":\"pwd\"}");
  }

  @Test
  void givesCallsIdsOfTheirOwnWhenAServerRepeatsThem() {
    String call =
        choice(
            """
            {"tool_calls": [{"index": 0, "id": "call_0", "function":
              {"name": "run_command", "arguments": "{\\"command\\": \\"ls\\"}"}}]}\
            """,
            "\"tool_calls\"");
    ChatModel model = model();
    Reply first = talk.say(model, chunks(call));
    talk.answer(first);
    talk.script.add(chunks(call));
    Reply second = talk.ask(model);
    talk.answer(second);
    talk.script.add(FakeReply.of(new Piece.Text("ok")));
    talk.ask(model);

    assertThat(first.toolCalls().getFirst().id()).isEqualTo("call_0");
    assertThat(second.toolCalls().getFirst().id()).isNotEqualTo("call_0");
    assertThat(talk.fake.refusals()).isEmpty();
  }

  @Test
  void aReplyThatWasCutOffInACallIsShownToTheModel() {
    Reply reply =
        reply(
            choice(
                """
                {"tool_calls": [{"index": 0, "id": "a", "function":
                  {"name": "run_command", "arguments": "{\\"command\\": \\"ec"}}]}\
                """,
                "\"length\""));

    assertThat(reply.toolCalls().getFirst().arguments().has(OpenAiJson.UNREADABLE)).isTrue();
  }

  @Test
  void saysWhyThereIsNoReplyToActOn() {
    record Case(FakeReply reply, ModelException.Code code, String words) {}
    List<Case> cases =
        List.of(
            new Case(chunks("{\"choices\": []}"), ModelException.Code.MALFORMED, "nothing at all"),
            new Case(
                json(200, "{\"choices\": []}"), ModelException.Code.MALFORMED, "nothing at all"),
            new Case(json(200, "<html>"), ModelException.Code.FAILED, "broke off"),
            new Case(
                chunks(choice("{\"content\": \"half\"}", "null")),
                ModelException.Code.FAILED,
                "broke off"),
            new Case(
                chunks(choice("{\"content\": \"\"}", "\"length\"")),
                ModelException.Code.INVALID,
                "longer context"),
            new Case(
                chunks(choice("{\"content\": \"\"}", "\"content_filter\"")),
                ModelException.Code.INVALID,
                "content filter"),
            new Case(
                chunks(choice("{\"refusal\": \"I cannot.\"}", "\"stop\"")),
                ModelException.Code.INVALID,
                "I cannot."),
            new Case(
                chunks("{\"error\": {\"message\": \"Provider overloaded\", \"code\": 429}}"),
                ModelException.Code.BUSY,
                "Provider overloaded"),
            new Case(chunks("{not json"), ModelException.Code.FAILED, "could not be read"));
    for (Case one : cases) {
      assertThatThrownBy(() -> talk.say(model(), one.reply()))
          .as("%s", one)
          .hasMessageContaining(one.words())
          .isInstanceOfSatisfying(
              ModelException.class,
              it -> assertThat(it.code()).as("%s", one).isEqualTo(one.code()));
    }
  }
}
