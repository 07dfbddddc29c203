package manyhands.model.anthropic;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.Part;

/// A question and a reply that nobody sends, through all that a real one goes through but the
/// network.
final class ClaudeWarmUp {

  private static final String MODEL = "claude-opus-5-5";

  private static final List<String> REPLY =
      List.of(
          """
          {"type":"message_start","message":{"id":"m","type":"message","role":"assistant",
          "model":"m","content":[],"stop_reason":null,"stop_sequence":null,
          "usage":{"input_tokens":1,"output_tokens":1}}}\
          """,
          """
          {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t",
          "name":"left_click","toolset_name":"computer","input":{}}}\
          """,
          """
          {"type":"content_block_delta","index":0,
          "delta":{"type":"input_json_delta","partial_json":"{}"}}\
          """,
          """
          {"type":"content_block_stop","index":0}\
          """,
          """
          {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},
          "usage":{"output_tokens":1}}\
          """);

  private ClaudeWarmUp() {}

  static void run() {
    Conversation conversation =
        new Conversation(
            "s",
            List.of(),
            List.of(
                new Message(
                    Message.Role.USER,
                    List.of(new Part.Text("t"), new Part.Image(new byte[0], "image/jpeg")))),
            new Conversation.Screen(1, 1));
    ClaudeRequest request =
        new ClaudeRequest(
            MODEL, ClaudeKind.of(MODEL, ClaudePlatform.ANTHROPIC), ClaudePlatform.ANTHROPIC);
    JsonMapper json = ObjectMappers.jsonMapper();
    ClaudeReply reply = new ClaudeReply(_ -> {});
    try {
      var _ = json.writeValueAsBytes(request.of(conversation)._body());
      for (String event : REPLY) {
        reply.take(json.readValue(event, BetaRawMessageStreamEvent.class));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the warm-up's own words could not be read", e);
    }
    var _ = reply.whole();
  }
}
