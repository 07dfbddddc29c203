package manyhands.session;

import java.util.List;
import java.util.Map;
import java.util.Set;
import manyhands.event.Event;
import manyhands.event.EventJson;
import manyhands.secret.Secrets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Takes the values of a session's secrets out of every text of a fact, whatever fact it is: what
/// is not in the log is in no conversation, stream, view or export.
final class FactMask {

  /// What names something and is no text.
  private static final Set<String> NAMES =
      Set.of(
          "type",
          "agent",
          "task",
          "call",
          "id",
          "picture",
          "mediaType",
          "sha256",
          "scene",
          "desktop",
          "until",
          "approval",
          "question",
          "outcome",
          "standing",
          "time");

  private final Secrets secrets;

  FactMask(Secrets secrets) {
    this.secrets = secrets;
  }

  List<Event> masked(List<Event> facts) {
    return secrets.isEmpty() ? facts : facts.stream().map(this::masked).toList();
  }

  private Event masked(Event fact) {
    JsonNode json = EventJson.MAPPER.valueToTree(fact);
    return walk(json) ? EventJson.MAPPER.treeToValue(json, Event.class) : fact;
  }

  /// True when something was taken out.
  private boolean walk(JsonNode node) {
    boolean changed = false;
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
        if (!NAMES.contains(field.getKey())) {
          changed |= field(object, field.getKey(), field.getValue());
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode item = array.get(i);
        String masked = item.isString() ? secrets.masked(item.stringValue()) : "";
        if (item.isString() && !masked.equals(item.stringValue())) {
          array.set(i, StringNode.valueOf(masked));
          changed = true;
        }
        changed |= walk(item);
      }
    }
    return changed;
  }

  private boolean field(ObjectNode object, String name, JsonNode value) {
    if (!value.isString()) {
      return walk(value);
    }
    String text = value.stringValue();
    String masked = name.equals("arguments") ? arguments(text, secrets) : secrets.masked(text);
    if (masked.equals(text)) {
      return false;
    }
    object.put(name, masked);
    if (object.has("signature")) {
      // It was made for the text as it was.
      object.put("signature", "");
    }
    return true;
  }

  /// A call's arguments are JSON and stay so.
  static String arguments(String text, Secrets secrets) {
    try {
      JsonNode json = JsonMapper.shared().readTree(text);
      return new FactMask(secrets).masked(json) ? json.toString() : text;
    } catch (JacksonException _) {
      return secrets.masked(text);
    }
  }

  private boolean masked(JsonNode arguments) {
    boolean changed = false;
    if (arguments instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
        String text = field.getValue().isValueNode() ? field.getValue().asString() : "";
        String masked = secrets.masked(text);
        if (!masked.equals(text)) {
          object.put(field.getKey(), masked);
          changed = true;
        }
        changed |= masked(field.getValue());
      }
    } else if (arguments instanceof ArrayNode) {
      changed = walk(arguments);
    }
    return changed;
  }
}
