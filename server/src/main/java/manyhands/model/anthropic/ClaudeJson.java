package manyhands.model.anthropic;

import com.anthropic.core.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import manyhands.model.Part;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON between our tree and that of the SDK, which is of another version of the same library.
final class ClaudeJson {

  /// What a tool was called with, when it is no JSON object: the model is shown it again.
  static final String UNREADABLE = Part.ToolCall.UNREADABLE;

  private static final int MAX_UNREADABLE = 2_000;

  private ClaudeJson() {}

  static Map<String, Object> map(ObjectNode node) {
    return new LinkedHashMap<>(
        JsonMapper.shared().convertValue(node, new TypeReference<Map<String, Object>>() {}));
  }

  static Map<String, JsonValue> values(ObjectNode node) {
    Map<String, JsonValue> values = new LinkedHashMap<>();
    map(node).forEach((name, value) -> values.put(name, JsonValue.from(value)));
    return values;
  }

  /// The arguments of a call, as they streamed in.
  static ObjectNode arguments(String json) {
    if (json.isBlank()) {
      return JsonMapper.shared().createObjectNode();
    }
    try {
      JsonNode read = JsonMapper.shared().readTree(json);
      if (read instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException _) {
      // Told to the model below.
    }
    String shown = json.length() > MAX_UNREADABLE ? json.substring(0, MAX_UNREADABLE) : json;
    return JsonMapper.shared().createObjectNode().put(UNREADABLE, shown);
  }
}
