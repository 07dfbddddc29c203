package manyhands.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import manyhands.desktop.Action;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON in and out of HTTP messages.
final class Json {
  /// The longest body that is taken: the longest prompt with every character escaped.
  static final int MAX_BODY_BYTES = 2 << 20;

  /// The most actions of one request: more is a program, and programs can ask twice.
  static final int MAX_ACTIONS = 100;

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private Json() {}

  static void send(Context exchange, int status, Object body) {
    exchange.status(status).contentType("application/json").result(MAPPER.writeValueAsBytes(body));
  }

  /// The object in the body; an empty one when there is no body.
  static Fields object(Context request) {
    JsonNode body = body(request);
    if (!(body instanceof ObjectNode object)) {
      throw new Refusal(Refusal.Code.BAD_REQUEST, "The body must be a JSON object.");
    }
    return new Fields(object, "");
  }

  /// One action, or a list of them.
  static List<Action> actions(Context request) {
    JsonNode body = body(request);
    List<JsonNode> nodes = body.isArray() ? List.copyOf(body.values()) : List.of(body);
    if (nodes.isEmpty() || nodes.size() > MAX_ACTIONS) {
      throw new Refusal(
          Refusal.Code.BAD_REQUEST, "Send one action, or a list of 1 to " + MAX_ACTIONS + ".");
    }
    List<Action> actions = new ArrayList<>();
    for (JsonNode node : nodes) {
      actions.add(action(node));
    }
    return actions;
  }

  private static Action action(JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      throw new Refusal(Refusal.Code.BAD_REQUEST, "An action is a JSON object with a \"type\".");
    }
    String type = new Fields(object, "").textOr("type", "");
    ObjectNode whole = object.deepCopy();
    boolean hasButton = type.endsWith("click") || type.startsWith("mouse_") || type.equals("drag");
    if (hasButton && !whole.has("button")) {
      whole.put("button", "left");
    }
    boolean hasModifiers = type.endsWith("click") || type.equals("drag") || type.equals("scroll");
    if (hasModifiers && !whole.has("modifiers")) {
      whole.putArray("modifiers");
    }
    if (type.equals("press") && !whole.has("times")) {
      whole.put("times", 1);
    }
    try {
      return MAPPER.treeToValue(whole, Action.class);
    } catch (MismatchedInputException e) {
      String field = e.getPath().isEmpty() ? "type" : e.getPath().getLast().getPropertyName();
      throw Refusal.badField(
          field == null ? type : field,
          "is missing, unknown or wrong in the action \"" + type + "\".");
    } catch (JacksonException e) {
      throw new Refusal(Refusal.Code.BAD_REQUEST, "Not an action: " + e.getOriginalMessage());
    }
  }

  private static JsonNode body(Context request) {
    try {
      byte[] bytes = request.req().getInputStream().readNBytes(MAX_BODY_BYTES + 1);
      if (bytes.length > MAX_BODY_BYTES) {
        throw new Refusal(
            Refusal.Code.TOO_LARGE, "The body is longer than " + MAX_BODY_BYTES + " bytes.");
      }
      return bytes.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(bytes);
    } catch (JacksonException e) {
      throw new Refusal(Refusal.Code.BAD_REQUEST, "The body is not valid JSON.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
