package manyhands.model.openai;

import com.openai.core.JsonMissing;
import com.openai.core.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import manyhands.model.Part;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON between our tree and that of the SDK, which is of another version of the same library.
final class OpenAiJson {

  /// What a tool was called with, when it is no JSON object: the model is shown it again.
  static final String UNREADABLE = Part.ToolCall.UNREADABLE;

  private static final int MAX_UNREADABLE = 2_000;

  private OpenAiJson() {}

  static Map<String, JsonValue> values(ObjectNode node) {
    Map<String, JsonValue> values = new LinkedHashMap<>();
    plain(node).forEach((name, value) -> values.put(name, JsonValue.from(value)));
    return values;
  }

  static JsonValue value(JsonNode node) {
    return JsonValue.from(JsonMapper.shared().convertValue(node, Object.class));
  }

  private static Map<String, Object> plain(ObjectNode node) {
    return JsonMapper.shared().convertValue(node, new TypeReference<>() {});
  }

  /// Something of the SDK's as it came over the wire: also what its classes have no place for, or
  /// another type.
  static JsonNode tree(Object fromSdk) {
    if (fromSdk instanceof JsonMissing) {
      return JsonMapper.shared().createObjectNode();
    }
    Object plain = JsonValue.from(fromSdk).convert(Object.class);
    return JsonMapper.shared().valueToTree(plain == null ? Map.of() : plain);
  }

  /// The arguments of a call: an object, or the text of one.
  static ObjectNode arguments(JsonNode given) {
    if (given instanceof ObjectNode object) {
      return object;
    }
    return arguments(given.isString() ? given.stringValue() : given.toString());
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
