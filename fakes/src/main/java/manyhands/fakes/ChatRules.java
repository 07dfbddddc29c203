package manyhands.fakes;

import static manyhands.fakes.OpenAiError.demand;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What chat completions refuse, as the documentation says and as their users report. For one
/// request.
final class ChatRules {

  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "messages",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "stream",
          "stream_options",
          "max_tokens",
          "max_completion_tokens",
          "temperature",
          "top_p",
          "stop",
          "seed",
          "user",
          "response_format",
          "reasoning_effort",
          "prompt_cache_key",
          "safety_identifier",
          "metadata",
          "store",
          "n");

  private final JsonNode request;
  private final boolean dedalus;

  ChatRules(JsonNode request, boolean dedalus) {
    this.request = request;
    this.dedalus = dedalus;
  }

  /// Fails with an [OpenAiError].
  void check() {
    for (String field : request.propertyNames()) {
      demand(
          FIELDS.contains(field) || (dedalus && field.equals("mcp_servers")),
          field,
          "Unrecognized request argument supplied: " + field);
    }
    String model = request.path("model").stringValue("");
    demand(!model.isEmpty(), "model", "you must provide a model parameter");
    if (model.contains("no-such")) {
      throw new OpenAiError(
          404,
          "The model `" + model + "` does not exist or you do not have access to it.",
          "invalid_request_error",
          null,
          "model_not_found");
    }
    demand(
        request.path("stream").isBoolean() && request.path("stream").booleanValue(),
        "stream",
        "this fake streams and nothing else");
    demand(
        !request.has("stream_options") || request.path("stream_options").isObject(),
        "stream_options",
        "Invalid type for 'stream_options': expected an object.");
    tools();
    new ChatMessages(request).check();
  }

  private void tools() {
    JsonNode tools = request.path("tools");
    demand(
        tools.isMissingNode() || (tools.isArray() && !tools.isEmpty()),
        "tools",
        "Invalid 'tools': empty array. Expected an array with minimum length 1, but got an empty"
            + " array instead.");
    Set<String> names = new HashSet<>();
    int index = 0;
    for (JsonNode tool : tools) {
      String where = "tools[" + index++ + "]";
      String type = tool.path("type").stringValue("");
      demand(
          type.equals("function"),
          where + ".type",
          "Invalid value: '" + type + "'. Supported values are: 'function' and 'custom'.");
      OpenAiFunctions.check(tool.path("function"), where + ".function");
      demand(
          names.add(tool.path("function").path("name").stringValue("")),
          where,
          "Invalid 'tools': function names must be unique.");
    }
  }
}
