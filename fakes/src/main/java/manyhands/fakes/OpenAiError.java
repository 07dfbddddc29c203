package manyhands.fakes;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What OpenAI answers instead of doing what it was asked: a status and a body of its usual shape.
final class OpenAiError extends RuntimeException {

  private final int status;
  private final String type;
  private final @Nullable String param;
  private final @Nullable String code;

  OpenAiError(
      int status, String message, String type, @Nullable String param, @Nullable String code) {
    super(message);
    this.status = status;
    this.type = type;
    this.param = param;
    this.code = code;
  }

  static OpenAiError invalid(String message, String param) {
    return new OpenAiError(400, message, "invalid_request_error", param, null);
  }

  static void demand(boolean holds, String param, String otherwise) {
    if (!holds) {
      throw invalid(otherwise, param);
    }
  }

  int status() {
    return status;
  }

  ObjectNode body() {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.putObject("error")
        .put("message", getMessage())
        .put("type", type)
        .put("param", param)
        .put("code", code);
    return body;
  }
}
