package manyhands.model.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.imageio.ImageIO;
import manyhands.fakes.FakeOpenAi;
import manyhands.fakes.FakeReply;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.Model;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.ToolSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A conversation between a model of ours, with OpenAI's own SDK, and a server that refuses what
/// the real one refuses.
final class Talk implements AutoCloseable {

  static final ToolSpec RUN =
      tool("run_command", "{\"command\": {\"type\": \"string\"}}", "\"command\"");

  static final ToolSpec CLICK =
      tool(
          "click",
          "{\"x\": {\"type\": \"integer\", \"minimum\": 0}, \"y\": {\"type\": \"integer\"}}",
          "\"x\", \"y\"");

  final Deque<FakeReply> script = new ArrayDeque<>();
  final List<Message> messages = new ArrayList<>();
  final StringBuilder streamed = new StringBuilder();
  final FakeOpenAi fake;
  List<ToolSpec> tools = List.of(RUN);

  Talk() {
    this(FakeOpenAi::start);
  }

  Talk(Function<Function<JsonNode, FakeReply>, FakeOpenAi> start) {
    fake = start.apply(_ -> script.remove());
  }

  @Override
  public void close() {
    fake.close();
  }

  OpenAIClient client() {
    return OpenAIOkHttpClient.builder()
        .apiKey(FakeOpenAi.KEY)
        .baseUrl(fake.url())
        .maxRetries(0)
        .checkJacksonVersionCompatibility(false)
        .build();
  }

  Reply ask(Model model) {
    return model.ask(
        new Conversation(
            "You work at a desktop. ".repeat(20),
            tools,
            List.copyOf(messages),
            new Conversation.Screen(1281, 801)),
        streamed::append);
  }

  /// A new conversation with these words and a picture.
  Reply say(Model model, String words) {
    messages.clear();
    messages.add(new Message(Message.Role.USER, List.of(new Part.Text(words), picture())));
    return ask(model);
  }

  Reply say(Model model, FakeReply reply) {
    script.add(reply);
    return say(model, "go");
  }

  /// Every call of the reply has worked; only the last shows the screen.
  void answer(Reply reply) {
    List<Part> results = new ArrayList<>();
    List<Part.ToolCall> calls = reply.toolCalls();
    for (Part.ToolCall call : calls) {
      List<Part> content = new ArrayList<>(List.of(new Part.Text("Done.")));
      if (call.equals(calls.getLast())) {
        content.add(picture());
      }
      results.add(new Part.ToolResult(call.id(), List.copyOf(content), false));
    }
    answer(reply, results);
  }

  void answer(Reply reply, List<Part> results) {
    messages.add(new Message(Message.Role.ASSISTANT, reply.parts()));
    messages.add(new Message(Message.Role.USER, List.copyOf(results)));
  }

  JsonNode lastRequest() {
    return fake.requests().getLast();
  }

  static Part.Image picture() {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(1281, 801, BufferedImage.TYPE_INT_RGB), "jpg", out);
      return new Part.Image(out.toByteArray(), "image/jpeg");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static FakeReply refusal(int status, String type, String words) {
    return new FakeReply.Refusal(status, Map.of(), type, words);
  }

  static FakeReply json(int status, String body) {
    return new FakeReply.Verbatim(status, "application/json", body);
  }

  /// A stream of chunks, each the JSON after `data:`.
  static FakeReply chunks(String... chunks) {
    StringBuilder body = new StringBuilder(": a remark that means nothing\n\n");
    for (String chunk : chunks) {
      body.append("data: ").append(chunk.replace("\n", "")).append("\n\n");
    }
    return new FakeReply.Verbatim(200, "text/event-stream", body + "data: [DONE]\n\n");
  }

  private static ToolSpec tool(String name, String properties, String required) {
    return new ToolSpec(
        name,
        "Does it.",
        (ObjectNode)
            JsonMapper.shared()
                .readTree(
                    "{\"type\": \"object\", \"additionalProperties\": false, \"properties\": "
                        + (properties + ", \"required\": [" + required + "]}")));
  }
}
