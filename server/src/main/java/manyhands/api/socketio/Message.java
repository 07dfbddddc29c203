package manyhands.api.socketio;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// What a client can say in Socket.IO 5 (the message of an Engine.IO packet `4`).
sealed interface Message {

  JsonMapper MAPPER = new JsonMapper();

  /// `0{"token": "..."}`, `0/namespace,`; no token when it brings none.
  record Connect(String namespace, @Nullable String token) implements Message {}

  /// `2["name", {...}]`, `217["name", {...}]`: an event, with the number of the acknowledgement
  /// that it wants, or -1.
  record Emit(int ack, String event, List<JsonNode> arguments) implements Message {}

  /// `1`
  record Disconnect() implements Message {}

  /// An acknowledgement, or something in a namespace where nobody is: passed over.
  record Nothing() implements Message {}

  static Message read(String text) {
    if (text.isEmpty()) {
      throw new Malformed("an empty message");
    }
    int start = 1;
    String namespace = "/";
    if (text.startsWith("/", start)) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      namespace = text.substring(start, end);
      start = Math.min(text.length(), end + 1);
    }
    String rest = text.substring(start);
    boolean here = namespace.equals("/");
    return switch (text.charAt(0)) {
      case '0' -> new Connect(namespace, token(rest));
      case '1' -> here ? new Disconnect() : new Nothing();
      case '2' -> here ? emit(rest) : new Nothing();
      case '3' -> new Nothing();
      default -> throw new Malformed("a message of unknown or binary type");
    };
  }

  private static @Nullable String token(String json) {
    JsonNode token = json.isEmpty() ? null : parsed(json).get("token");
    return token != null && token.isString() ? token.stringValue() : null;
  }

  private static Message emit(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    // Nine digits fit an int.
    if (digits > 9) {
      throw new Malformed("too large a number of an acknowledgement");
    }
    int ack = digits == 0 ? -1 : Integer.parseInt(text.substring(0, digits));
    if (!(parsed(text.substring(digits)) instanceof ArrayNode array)
        || array.isEmpty()
        || !array.get(0).isString()) {
      throw new Malformed("an event without a name");
    }
    List<JsonNode> all = List.copyOf(array.values());
    return new Emit(ack, all.getFirst().stringValue(), all.subList(1, all.size()));
  }

  private static JsonNode parsed(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw new Malformed("not JSON");
    }
  }
}
