package manyhands.model.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import manyhands.fakes.FakeReply;
import manyhands.fakes.FakeReply.Check;
import manyhands.fakes.FakeReply.Piece;
import manyhands.model.Account;
import manyhands.model.Computer;
import manyhands.model.Message;
import manyhands.model.ModelException;
import manyhands.model.Part;
import manyhands.model.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The Responses API by OpenAI's own SDK, with a server that refuses what the real one refuses.
final class ResponsesModelTest {

  private static final Map<String, Object> CLICK =
      Map.of("type", "click", "button", "left", "x", 640, "y", 400);

  private static final Map<String, Object> TYPE = Map.of("type", "type", "text", "hi");

  private static final Check CHECK =
      new Check("sc_1", "malicious_instructions", "The page gives orders.");

  private final Talk talk = new Talk();

  @AfterEach
  void close() {
    talk.close();
  }

  private ResponsesModel model() {
    return model("gpt-5.4");
  }

  private ResponsesModel model(String id) {
    return new ResponsesModel(talk.client(), id, Account.unlimited());
  }

  private JsonNode input() {
    return talk.lastRequest().path("input");
  }

  private List<String> types() {
    List<String> types = new ArrayList<>();
    input().forEach(item -> types.add(item.path("type").stringValue("")));
    return types;
  }

  private void go(ResponsesModel model) {
    talk.script.add(FakeReply.of(new Piece.Text("done")));
    talk.ask(model);
  }

  @Test
  void readsSummariesTextActionsAndUsageAsTheyStream() {
    Reply reply =
        talk.say(
            model(),
            FakeReply.of(
                new Piece.Thinking("There is a terminal on the screen."),
                new Piece.Text("I click it."),
                FakeReply.actions(CLICK, TYPE),
                FakeReply.call("run_command", "command", "ls")));

    assertThat(talk.streamed).hasToString("There is a terminal on the screen.I click it.");
    assertThat(reply.parts())
        .extracting(part -> part.getClass().getSimpleName())
        .containsExactly("Thinking", "Text", "ToolCall", "ToolCall", "ToolCall");
    assertThat(reply.toolCalls())
        .extracting(Part.ToolCall::name)
        .containsExactly("click", "type", "run_command");
    assertThat(reply.toolCalls().getFirst().arguments().path("x").asInt()).isEqualTo(640);
    assertThat(reply.toolCalls()).extracting(Part.ToolCall::id).doesNotHaveDuplicates();
    assertThat(reply.usage().outputTokens()).isEqualTo(80);
    assertThat(talk.lastRequest().path("store").booleanValue(true)).isFalse();
  }

  @Test
  void sendsBackWhatWasSaidAsItWasAndReadsItFromTheCache() {
    ResponsesModel model = model();
    Reply reply = talk.say(model, FakeReply.of(FakeReply.actions(Map.of("type", "screenshot"))));
    for (int step = 0; step < 10; step++) {
      talk.answer(reply);
      talk.script.add(
          FakeReply.of(
              new Piece.Thinking("Step " + step),
              new Piece.Text("I go on."),
              FakeReply.actions(CLICK, TYPE),
              new Piece.Thinking("And look at the files."),
              FakeReply.call("run_command", "command", "ls")));
      reply = talk.ask(model);
    }
    talk.answer(reply);
    go(model);

    assertThat(talk.fake.refusals()).isEmpty();
    assertThat(reply.usage().cacheReadTokens()).isGreaterThan(reply.usage().inputTokens() * 3 / 4);
    assertThat(types().subList(4, 13))
        .containsExactly(
            "reasoning",
            "message",
            "computer_call",
            "reasoning",
            "function_call",
            "computer_call_output",
            "function_call_output",
            "message",
            "reasoning");
  }

  @Test
  void anotherProcessThatKnowsOnlyTheLogGoesOnWithTheSameItems() {
    ResponsesModel model = model();
    Reply reply =
        talk.say(
            model, FakeReply.of(new Piece.Thinking("I click."), FakeReply.actions(CLICK, TYPE)));
    talk.answer(reply);
    Message said = talk.messages.get(1);
    List<Part> copied = new ArrayList<>();
    for (Part part : said.parts()) {
      copied.add(
          part instanceof Part.Thinking thought
              ? new Part.Thinking(thought.text(), new String(thought.signature().toCharArray()))
              : part);
    }
    talk.messages.set(1, new Message(said.role(), copied));
    go(model("gpt-5.4"));

    assertThat(talk.fake.refusals()).isEmpty();
    assertThat(types())
        .containsExactly(
            "message", "reasoning", "computer_call", "computer_call_output", "message");
    assertThat(input().at("/2/actions")).hasSize(2);
  }

  @Test
  void whatWasDoneWithAPersonsPermissionIsAcknowledged() {
    ResponsesModel model = model();
    Reply reply =
        talk.say(
            model,
            FakeReply.of(
                new Piece.Thinking("Risky."),
                new Piece.Actions(List.of(CLICK, TYPE), List.of(CHECK))));
    talk.answer(reply);
    go(model);

    assertThat(reply.toolCalls().getFirst().arguments().has("pending_safety_checks")).isTrue();
    assertThat(reply.toolCalls().getLast().arguments().has("pending_safety_checks")).isFalse();
    assertThat(talk.fake.refusals()).isEmpty();
    assertThat(input().at("/3/acknowledged_safety_checks/0/id").stringValue("")).isEqualTo("sc_1");
  }

  @Test
  void whatAPersonDidNotAllowIsNeverAcknowledged() {
    ResponsesModel model = model();
    Reply reply =
        talk.say(
            model,
            FakeReply.of(
                new Piece.Thinking("Risky."),
                new Piece.Actions(List.of(CLICK), List.of(CHECK)),
                FakeReply.call("run_command", "command", "ls")));
    List<Part.ToolCall> calls = reply.toolCalls();
    talk.answer(
        reply,
        List.of(
            new Part.ToolResult(
                calls.getFirst().id(),
                List.of(new Part.Text("Not done: a person did not allow this."), Talk.picture()),
                true),
            new Part.ToolResult(calls.getLast().id(), List.of(new Part.Text("Skipped.")), true)));
    go(model);

    assertThat(talk.fake.refusals()).isEmpty();
    assertThat(types())
        .containsExactly("message", "message", "function_call", "function_call_output", "message");
    assertThat(input().toString())
        .doesNotContain("sc_1", "acknowledged")
        .contains("a person did not allow this", "click {", "Failed: Skipped.");
  }

  @Test
  void showsTheLastPictureAgainWhereNothingHasChangedAndAGreyOneForOldOnes() {
    ResponsesModel model = model();
    talk.messages.add(
        new Message(Message.Role.USER, List.of(new Part.Text("go"), new Part.Text("(earlier)"))));
    for (boolean shown : List.of(false, true, false)) {
      talk.script.add(FakeReply.of(FakeReply.actions(CLICK)));
      Reply reply = talk.ask(model);
      List<Part> content = new ArrayList<>(List.of(new Part.Text("Done.")));
      if (shown) {
        content.add(Talk.picture());
      }
      talk.answer(
          reply, List.of(new Part.ToolResult(reply.toolCalls().getFirst().id(), content, false)));
    }
    go(model);

    assertThat(talk.fake.refusals()).isEmpty();
    List<String> pictures = new ArrayList<>();
    input()
        .forEach(item -> {
          if (item.path("type").stringValue("").equals("computer_call_output")) {
            pictures.add(item.at("/output/image_url").stringValue(""));
          }
        });
    assertThat(pictures).hasSize(3);
    assertThat(pictures.getFirst()).startsWith("data:image/png").hasSizeLessThan(200);
    assertThat(pictures.get(1)).startsWith("data:image/jpeg").isEqualTo(pictures.get(2));
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5.4, OPENAI_COMPUTER",
    "gpt-5.6-mini, OPENAI_COMPUTER",
    "gpt-6, OPENAI_COMPUTER",
    "gpt-5, FUNCTIONS",
    "gpt-5-mini, FUNCTIONS",
    "gpt-5.2, FUNCTIONS",
    "o3, FUNCTIONS",
    "gpt-4o, FUNCTIONS"
  })
  void givesEachModelTheToolsThatItKnows(String id, Computer computer) {
    ResponsesModel model = model(id);
    Reply reply = talk.say(model, FakeReply.of(FakeReply.call("run_command", "command", "ls")));
    talk.answer(reply);
    go(model);

    assertThat(model.computer()).isEqualTo(computer);
    assertThat(talk.fake.refusals()).isEmpty();
    assertThat(talk.lastRequest().path("tools").toString().contains("{\"type\":\"computer\"}"))
        .isEqualTo(computer == Computer.OPENAI_COMPUTER);
  }

  @Test
  void aReplyThatWasCutDownInTheLogIsToldInWords() {
    ResponsesModel model = model();
    Reply reply =
        talk.say(
            model,
            FakeReply.of(new Piece.Thinking("I click."), FakeReply.actions(CLICK, TYPE, CLICK)));
    Reply cut = new Reply(reply.parts().subList(0, reply.parts().size() - 1), reply.usage());
    talk.answer(cut);
    go(model);

    assertThat(talk.fake.refusals()).isEmpty();
    assertThat(types()).containsExactly("message", "message", "message");
  }

  @Test
  void readsPathsAndActionsOfOtherShapesThanTheSdkKnows() {
    Reply reply =
        talk.say(
            model(),
            FakeReply.of(
                FakeReply.actions(
                    Map.of("type", "drag", "path", List.of(List.of(1, 2), List.of(3, 4))),
                    Map.of("type", "shake", "x", 1))));

    assertThat(reply.toolCalls().getFirst().arguments()).hasToString("{\"path\":[[1,2],[3,4]]}");
    assertThat(reply.toolCalls().getLast().name()).isEqualTo("shake");
  }

  @Test
  void saysWhyThereIsNoReplyToActOn() {
    record Case(FakeReply reply, ModelException.Code code, String words) {}
    String done = "data: {\"type\": \"response.%s\", \"response\": {\"output\": [%s]%s}}\n\n";
    List<Case> cases =
        List.of(
            new Case(
                stream(done.formatted("incomplete", "", reason("content_filter"))),
                ModelException.Code.INVALID,
                "content filter"),
            new Case(
                stream(done.formatted("incomplete", "", reason("max_output_tokens"))),
                ModelException.Code.MALFORMED,
                "said nothing"),
            new Case(
                stream(
                    done.formatted(
                        "completed",
                        "{\"type\": \"message\", \"content\":"
                            + " [{\"type\": \"refusal\", \"refusal\": \"I cannot.\"}]}",
                        "")),
                ModelException.Code.INVALID,
                "I cannot."),
            new Case(
                stream(
                    "event: error\ndata: {\"type\": \"error\", \"code\": \"rate_limit_exceeded\","
                        + " \"message\": \"slow down\", \"param\": null, \"sequence_number\": 1}"
                        + "\n\n"),
                ModelException.Code.BUSY,
                "slow down"),
            new Case(
                new FakeReply.Spoilt(List.of(new Piece.Text("a reply")), "insufficient_quota"),
                ModelException.Code.REFUSED,
                "limit"),
            new Case(
                new FakeReply.Spoilt(List.of(new Piece.Text("a reply")), "server_error"),
                ModelException.Code.FAILED,
                "broke off"));
    for (Case one : cases) {
      assertThatThrownBy(() -> talk.say(model(), one.reply()))
          .as("%s", one)
          .hasMessageContaining(one.words())
          .isInstanceOfSatisfying(
              ModelException.class,
              it -> assertThat(it.code()).as("%s", one).isEqualTo(one.code()));
    }
  }

  private static FakeReply stream(String body) {
    return new FakeReply.Verbatim(200, "text/event-stream", body);
  }

  private static String reason(String why) {
    return ", \"incomplete_details\": {\"reason\": \"" + why + "\"}";
  }
}
