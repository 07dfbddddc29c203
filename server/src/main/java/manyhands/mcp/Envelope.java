package manyhands.mcp;

import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// One JSON-RPC message of a client, as far as its shape goes: the transport behind this answers
/// malformed ones with silence, or with a stack trace.
final class Envelope {

  private static final int PARSE_ERROR = -32_700;
  private static final int INVALID_REQUEST = -32_600;
  private static final int INVALID_PARAMS = -32_602;

  private static final Set<String> LEVELS =
      Set.of("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency");

  private static final JsonMapper MAPPER = new JsonMapper();

  private final JsonNode message;

  private Envelope(JsonNode message) {
    this.message = message;
  }

  /// Why a message is not taken: the HTTP status, and what its sender is told.
  record Fault(int status, ObjectNode body) {
    byte[] bytes() {
      return MAPPER.writeValueAsBytes(body);
    }
  }

  /// What is wrong with a body; empty when nothing is.
  static Optional<Fault> fault(byte[] body) {
    JsonNode message;
    try {
      message = MAPPER.readTree(body);
    } catch (JacksonException _) {
      return Optional.of(fault(400, NullNode.instance, PARSE_ERROR, "This is not JSON."));
    }
    return new Envelope(message).fault();
  }

  static Fault fault(int status, JsonNode id, int code, String words) {
    ObjectNode body = MAPPER.createObjectNode().put("jsonrpc", "2.0");
    body.set("id", id);
    body.putObject("error").put("code", code).put("message", words);
    return new Fault(status, body);
  }

  /// A message that was taken.
  static JsonNode read(byte[] body) {
    return MAPPER.readTree(body);
  }

  private Optional<Fault> fault() {
    if (!message.isObject()) {
      return invalid("Send one JSON-RPC message, which is an object; batches are not taken.");
    }
    if (!message.path("jsonrpc").asString("").equals("2.0")) {
      return invalid("`jsonrpc` must be \"2.0\".");
    }
    JsonNode id = message.path("id");
    if (!id.isMissingNode() && !id.isString() && !id.isNumber()) {
      return invalid("`id` must be a string or a number.");
    }
    JsonNode method = message.path("method");
    if (method.isMissingNode()) {
      boolean answer = message.has("result") || message.has("error");
      return answer && !id.isMissingNode() ? Optional.empty() : invalid("`method` is missing.");
    }
    if (!method.isString()) {
      return invalid("`method` must be a string.");
    }
    return params(method.stringValue(), message.path("params"));
  }

  private Optional<Fault> params(String method, JsonNode params) {
    if (!params.isMissingNode() && !params.isObject()) {
      return wrong("`params` must be an object.");
    }
    JsonNode meta = params.path("_meta");
    if (!meta.isMissingNode() && !meta.isObject()) {
      return wrong("`_meta` must be an object.");
    }
    JsonNode token = meta.path("progressToken");
    if (!token.isMissingNode() && !token.isString() && !token.isNumber()) {
      return wrong("`progressToken` must be a string or a number.");
    }
    return switch (method) {
      case "initialize" -> initialize(params);
      case "tools/call" -> call(params);
      case "resources/read" -> text(params, "uri");
      case "logging/setLevel" ->
          LEVELS.contains(params.path("level").asString(""))
              ? Optional.empty()
              : wrong("`level` must be one of " + LEVELS + ".");
      default -> Optional.empty();
    };
  }

  private Optional<Fault> initialize(JsonNode params) {
    if (!params.path("protocolVersion").isString()) {
      return wrong("`protocolVersion` must be a string.");
    }
    if (!params.path("capabilities").isObject()) {
      return wrong("`capabilities` must be an object.");
    }
    JsonNode client = params.path("clientInfo");
    return client.path("name").isString() && client.path("version").isString()
        ? Optional.empty()
        : wrong("`clientInfo` must have a `name` and a `version`, both strings.");
  }

  private Optional<Fault> call(JsonNode params) {
    JsonNode arguments = params.path("arguments");
    if (!arguments.isMissingNode() && !arguments.isNull() && !arguments.isObject()) {
      return wrong("`arguments` must be an object.");
    }
    return text(params, "name");
  }

  private Optional<Fault> text(JsonNode params, String name) {
    return params.path(name).isString()
        ? Optional.empty()
        : wrong("`" + name + "` must be a string.");
  }

  private Optional<Fault> invalid(String words) {
    return Optional.of(fault(400, NullNode.instance, INVALID_REQUEST, words));
  }

  /// The message is one, but what it asks cannot be understood; who does not wait for an answer
  /// gets none in the body's shape either.
  private Optional<Fault> wrong(String words) {
    JsonNode id = message.path("id");
    return id.isMissingNode() ? invalid(words) : Optional.of(fault(200, id, INVALID_PARAMS, words));
  }
}
