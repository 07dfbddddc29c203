package manyhands.model.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import manyhands.fakes.FakeAnthropic;
import manyhands.fakes.FakeReply;
import manyhands.fakes.FakeReply.Piece;
import manyhands.model.Account;
import manyhands.model.Computer;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.ModelException;
import manyhands.model.ModelException.Code;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.ToolSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Anthropic's own SDK against a server that refuses what the real one refuses.
class ClaudeModelTest {

  private static final ToolSpec RUN =
      new ToolSpec(
          "run_command",
          "Runs a command.",
          (ObjectNode)
              JsonMapper.shared()
                  .readTree(
                      """
                      {"type": "object", "properties": {"command": {"type": "string"}},
                       "required": ["command"], "additionalProperties": false}\
                      """));

  private final Deque<FakeReply> script = new ArrayDeque<>();
  private final FakeAnthropic fake = FakeAnthropic.start(_ -> script.remove());
  private final List<Message> messages = new ArrayList<>();
  private final StringBuilder streamed = new StringBuilder();

  @AfterEach
  void close() {
    fake.close();
  }

  private ClaudeModel model(String id) {
    return new ClaudeModel(
        AnthropicOkHttpClient.builder()
            .apiKey(FakeAnthropic.KEY)
            .baseUrl(fake.url())
            .maxRetries(0)
            .checkJacksonVersionCompatibility(false)
            .build(),
        id,
        Account.unlimited());
  }

  private Reply ask(ClaudeModel model) {
    return model.ask(
        new Conversation(
            "You work at a desktop.".repeat(20),
            List.of(RUN),
            List.copyOf(messages),
            new Conversation.Screen(1280, 800)),
        streamed::append);
  }

  private Reply say(ClaudeModel model, String words) {
    messages.add(new Message(Message.Role.USER, List.of(new Part.Text(words), picture(1280, 800))));
    return ask(model);
  }

  private void answer(Reply reply) {
    messages.add(new Message(Message.Role.ASSISTANT, reply.parts()));
    List<Part> results = new ArrayList<>();
    for (Part.ToolCall call : reply.toolCalls()) {
      results.add(
          new Part.ToolResult(
              call.id(), List.of(new Part.Text("Done."), picture(1280, 800)), false));
    }
    messages.add(new Message(Message.Role.USER, List.copyOf(results)));
  }

  private static Part.Image picture(int width, int height) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpg", out);
      return new Part.Image(out.toByteArray(), "image/jpeg");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private ModelException failure(ClaudeModel model) {
    return catchThrowableOfType(ModelException.class, () -> say(model, "go"));
  }

  @Test
  void readsThoughtsTextAndCallsAsTheyStream() {
    script.add(
        FakeReply.of(
            new Piece.Thinking("There is a terminal on the screen."),
            new Piece.Text("I click it."),
            FakeReply.call("left_click", "coordinate", List.of(640, 400)),
            FakeReply.call("run_command", "command", "ls")));

    Reply reply = say(model("claude-opus-5-5"), "go");

    assertThat(streamed).hasToString("There is a terminal on the screen.I click it.");
    assertThat(reply.toolCalls())
        .extracting(Part.ToolCall::name)
        .containsExactly("left_click", "run_command");
    assertThat(reply.toolCalls().getFirst().arguments()).hasToString("{\"coordinate\":[640,400]}");
    assertThat(reply.parts().getFirst())
        .isInstanceOfSatisfying(Part.Thinking.class, it -> assertThat(it.signature()).isNotEmpty());
  }

  @Test
  void offersTheToolsetToNewModelsAndTheToolOfBeforeToOlderOnes() {
    for (String id : List.of("claude-opus-5-5", "claude-opus-4-6", "claude-sonnet-4-5-20250929")) {
      script.add(FakeReply.of(new Piece.Text("ok")));
      messages.clear();
      say(model(id), "go");
    }

    assertThat(fake.refusals()).isEmpty();
    assertThat(fake.requests())
        .extracting(it -> it.path("tools").path(0).path("type").stringValue(""))
        .containsExactly("computer_toolset_20260801", "computer_20251124", "computer_20250124");
  }

  @Test
  void readsEveryStepAfterTheFirstFromTheCache() {
    ClaudeModel model = model("claude-opus-5-5");
    List<Reply> replies = new ArrayList<>();
    script.add(FakeReply.of(FakeReply.call("screenshot")));
    replies.add(say(model, "Task: look"));
    for (int step = 2; step <= 30; step++) {
      answer(replies.getLast());
      script.add(
          FakeReply.of(
              new Piece.Thinking("Step " + step),
              FakeReply.call("left_click", "coordinate", List.of(step, step))));
      replies.add(ask(model));
    }

    assertThat(fake.refusals()).isEmpty();
    assertThat(replies.getFirst().usage().cacheReadTokens()).isZero();
    for (int step = 2; step <= 30; step++) {
      Reply before = replies.get(step - 2);
      assertThat(replies.get(step - 1).usage().cacheReadTokens())
          .as("step %s", step)
          .isEqualTo(before.usage().cacheReadTokens() + before.usage().cacheWriteTokens())
          .isPositive();
    }
  }

  @Test
  void tellsTheModelOfArgumentsThatAreNoJson() {
    script.add(FakeReply.of(new Piece.Call("run_command", "{\"command\": oops")));
    ClaudeModel model = model("claude-opus-5-5");

    Reply reply = say(model, "go");
    answer(reply);
    script.add(FakeReply.of(new Piece.Text("I see")));
    ask(model);

    assertThat(reply.toolCalls().getFirst().arguments().path("unreadable_arguments").stringValue())
        .contains("oops");
    assertThat(fake.refusals()).isEmpty();
  }

  @Test
  void namesTheToolsetOfACallAndItsResult() {
    script.add(FakeReply.of(FakeReply.call("zoom", "region", List.of(0, 0, 10, 10))));
    script.add(FakeReply.of(new Piece.Text("done")));
    ClaudeModel model = model("claude-opus-5-5");
    answer(say(model, "go"));
    ask(model);

    JsonNode sent = fake.requests().getLast().path("messages");
    assertThat(sent.path(1).path("content").path(0).path("toolset_name").stringValue(""))
        .isEqualTo("computer");
    assertThat(sent.path(2).path("content").path(0).path("toolset_name").stringValue(""))
        .isEqualTo("computer");
  }

  @Test
  void saysWhetherAskingAgainCanHelp() {
    ClaudeModel model = model("claude-opus-5-5");
    record Case(FakeReply reply, Code code, String words) {}
    List<Case> cases =
        List.of(
            new Case(refusal(429, "rate_limit_error", "slow down"), Code.BUSY, "slow down"),
            new Case(
                refusal(429, "rate_limit_error", "You reached your monthly spend limit"),
                Code.REFUSED,
                "spend limit"),
            new Case(
                refusal(401, "authentication_error", "bad"), Code.REFUSED, "ANTHROPIC_API_KEY"),
            new Case(refusal(403, "permission_error", "no"), Code.REFUSED, "does not allow"),
            new Case(refusal(404, "not_found_error", "model"), Code.UNAVAILABLE, "no such model"),
            new Case(refusal(500, "api_error", "oops"), Code.FAILED, "oops"),
            new Case(refusal(529, "overloaded_error", "busy"), Code.BUSY, "overloaded"),
            new Case(
                refusal(400, "invalid_request_error", "Your credit balance is too low"),
                Code.REFUSED,
                "credit"),
            new Case(refusal(400, "invalid_request_error", "odd"), Code.INVALID, "odd"),
            new Case(new FakeReply.Silence(), Code.FAILED, "reached"),
            new Case(
                new FakeReply.Broken(List.of(new Piece.Text("a long reply")), 3), Code.FAILED, ""),
            new Case(
                new FakeReply.Spoilt(List.of(new Piece.Text("a reply")), "overloaded_error"),
                Code.BUSY,
                "broke off"));
    for (Case one : cases) {
      messages.clear();
      script.add(one.reply());
      ModelException failure = failure(model);
      assertThat(failure).as("%s", one).isNotNull();
      assertThat(failure.code()).as("%s: %s", one, failure.getMessage()).isEqualTo(one.code());
      assertThat(failure.getMessage()).contains(one.words()).doesNotContain(FakeAnthropic.KEY);
    }
  }

  @Test
  void passesOnHowLongToWait() {
    script.add(
        new FakeReply.Refusal(429, Map.of("retry-after", "17"), "rate_limit_error", "slow down"));

    assertThat(failure(model("claude-opus-5-5")).retryAfter()).isEqualTo(Duration.ofSeconds(17));
  }

  @Test
  void goesOnWithoutWhatIsRefusedByNameAndRemembersIt() {
    Deque<String> words =
        new ArrayDeque<>(
            List.of(
                "'claude-own' does not support tool types: computer_toolset_20260801. Did you mean"
                    + " one of computer_20251124?",
                "Unexpected value(s) `compact-2026-01-12` for the `anthropic-beta` header"));
    words.forEach(it -> script.add(refusal(400, "invalid_request_error", it)));
    script.add(FakeReply.of(new Piece.Text("ok")));
    script.add(FakeReply.of(new Piece.Text("ok")));
    ClaudeModel model = model("claude-opus-4-8");

    say(model, "go");
    messages.clear();
    say(model, "again");

    assertThat(fake.requests()).hasSize(4);
    for (JsonNode request : fake.requests().subList(2, 4)) {
      assertThat(request.path("tools").path(0).path("type").stringValue(""))
          .isEqualTo("computer_20251124");
      assertThat(
              request.path("context_management").path("edits").path(0).path("type").stringValue())
          .isEqualTo("clear_tool_uses_20250919");
    }
    assertThat(model.computer()).isEqualTo(Computer.CLAUDE_TOOL);
  }

  @Test
  void tellsACallAsTheToolThatIsOfferedKnowsIt() {
    ObjectNode click = JsonMapper.shared().createObjectNode().put("text", "ctrl");
    messages.add(new Message(Message.Role.USER, List.of(new Part.Text("go"))));
    messages.add(
        new Message(Message.Role.ASSISTANT, List.of(new Part.ToolCall("c1", "left_click", click))));
    messages.add(
        new Message(
            Message.Role.USER,
            List.of(new Part.ToolResult("c1", List.of(new Part.Text("Done.")), false))));
    script.add(FakeReply.of(new Piece.Text("ok")));

    ask(model("claude-opus-4-7"));

    JsonNode call = fake.requests().getLast().path("messages").path(1).path("content").path(0);
    assertThat(call.path("name").stringValue()).isEqualTo("computer");
    assertThat(call.path("input").toString())
        .isEqualTo("{\"text\":\"ctrl\",\"action\":\"left_click\"}");
    assertThat(fake.refusals()).isEmpty();
  }

  private static FakeReply refusal(int status, String type, String words) {
    return new FakeReply.Refusal(status, Map.of(), type, words);
  }
}
