package manyhands.model.openai;

import java.util.List;
import manyhands.model.Message;
import manyhands.model.Part;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the Responses API wants to see again of its reply, beside what the reply's parts say: its
/// items in order, thoughts whole (encrypted), the others by their ids and how many calls each is.
/// It travels as the signature of the reply's thinking, so that whoever rebuilds the conversation
/// from the log has it; nothing is kept at OpenAI.
record SentBack(ArrayNode items) {

  private static final String MARK = "openai-responses:";

  static SentBack empty() {
    return new SentBack(JsonMapper.shared().createArrayNode());
  }

  /// Of a reply that was said before; null when it was another kind of model's.
  static @Nullable SentBack of(Message message) {
    for (Part part : message.parts()) {
      if (part instanceof Part.Thinking thought && thought.signature().startsWith(MARK)) {
        try {
          JsonNode read =
              JsonMapper.shared().readTree(thought.signature().substring(MARK.length()));
          return read instanceof ArrayNode items ? new SentBack(items) : null;
        } catch (JacksonException _) {
          return null;
        }
      }
    }
    return null;
  }

  void add(JsonNode item) {
    ObjectNode kept = items.addObject();
    List<String> fields =
        switch (item.path("type").stringValue("")) {
          case "reasoning" -> List.of("type", "id", "summary", "encrypted_content");
          case "computer_call" -> List.of("type", "id", "call_id", "pending_safety_checks");
          default -> List.of("type", "id", "phase");
        };
    for (String field : fields) {
      if (item.hasNonNull(field)) {
        kept.set(field, item.path(field));
      }
    }
    if (item.has("actions")) {
      kept.put("actions", item.path("actions").size());
    }
  }

  /// Whether there is anything that must come back.
  boolean matters() {
    return items.valueStream().anyMatch(item -> is(item, "reasoning") || is(item, "computer_call"));
  }

  /// Whether it describes these parts: a reply that was cut down on its way into the log is told in
  /// plain words instead.
  boolean fits(List<Part.ToolCall> calls, String text) {
    long wanted = 0;
    int messages = 0;
    for (JsonNode item : items) {
      wanted += is(item, "function_call") ? 1 : item.path("actions").intValue(0);
      messages += is(item, "message") ? 1 : 0;
    }
    return wanted == calls.size() && messages == (text.isEmpty() ? 0 : 1);
  }

  static boolean is(JsonNode item, String type) {
    return item.path("type").stringValue("").equals(type);
  }

  String signature() {
    return MARK + items;
  }
}
