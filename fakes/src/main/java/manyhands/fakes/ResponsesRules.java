package manyhands.fakes;

import static manyhands.fakes.OpenAiError.demand;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What the Responses API refuses, as its documentation says and as its users report. For one
/// request.
final class ResponsesRules {

  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "input",
          "instructions",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "stream",
          "stream_options",
          "store",
          "include",
          "reasoning",
          "max_output_tokens",
          "truncation",
          "text",
          "prompt_cache_key",
          "safety_identifier",
          "metadata",
          "previous_response_id");

  private static final Set<String> INCLUDES =
      Set.of("reasoning.encrypted_content", "computer_call_output.output.image_url");

  private static final Set<String> EFFORTS =
      Set.of("none", "minimal", "low", "medium", "high", "xhigh");

  private static final String OLDER = "gpt-5([-.][0-3].*|-mini.*|-nano.*)?|gpt-[34].*|o[134].*";

  private final JsonNode request;
  private final Map<String, JsonNode> issued;

  /// `issued` are the items that were answered before, by their ids.
  ResponsesRules(JsonNode request, Map<String, JsonNode> issued) {
    this.request = request;
    this.issued = issued;
  }

  /// Fails with an [OpenAiError].
  void check() {
    for (String field : request.propertyNames()) {
      demand(FIELDS.contains(field), field, "Unknown parameter: '" + field + "'.");
    }
    String model = request.path("model").stringValue("");
    demand(!model.isEmpty(), "model", "Missing required parameter: 'model'.");
    if (model.contains("no-such")) {
      throw new OpenAiError(
          404,
          "The model '" + model + "' does not exist or you do not have access to it.",
          "invalid_request_error",
          "model",
          "model_not_found");
    }
    demand(
        request.path("stream").isBoolean() && request.path("stream").booleanValue(),
        "stream",
        "this fake streams and nothing else");
    for (JsonNode include : request.path("include")) {
      demand(
          INCLUDES.contains(include.stringValue("")), "include", "Invalid value: " + include + ".");
    }
    demand(
        !request.has("previous_response_id") || request.path("store").booleanValue(true),
        "previous_response_id",
        "Previous response with id " + request.path("previous_response_id") + " not found.");
    reasoning(model);
    boolean computer = tools(model);
    new ResponsesItems(request, issued, computer).check();
  }

  private void reasoning(String model) {
    boolean thinks = !model.matches("gpt-[34].*");
    JsonNode reasoning = request.path("reasoning");
    demand(
        thinks || reasoning.isMissingNode(),
        "reasoning",
        "Unsupported parameter: 'reasoning' is not supported with this model.");
    demand(
        thinks || request.path("include").isEmpty(),
        "include",
        "Encrypted content is not supported with this model.");
    String effort = reasoning.path("effort").stringValue("medium");
    demand(EFFORTS.contains(effort), "reasoning.effort", "Invalid value: '" + effort + "'.");
    String summary = reasoning.path("summary").stringValue("auto");
    demand(
        Set.of("auto", "concise", "detailed").contains(summary),
        "reasoning.summary",
        "Invalid value: '" + summary + "'.");
  }

  private boolean tools(String model) {
    boolean computer = false;
    Set<String> names = new HashSet<>();
    int index = 0;
    for (JsonNode tool : request.path("tools")) {
      String where = "tools[" + index++ + "]";
      String type = tool.path("type").stringValue("");
      switch (type) {
        case "function" -> {
          OpenAiFunctions.check(tool, where);
          demand(
              names.add(tool.path("name").stringValue("")),
              where,
              "Invalid 'tools': function names must be unique.");
        }
        case "computer" -> {
          demand(!computer, where, "Only one computer tool may be given.");
          demand(tool.size() == 1, where, "Unknown parameter: '" + where + "' takes only a type.");
          demand(
              !model.matches(OLDER),
              "tools",
              "Tool 'computer' is not supported with " + model + ".");
          computer = true;
        }
        default ->
            throw OpenAiError.invalid(
                "Invalid value: '" + type + "'. Supported values are: 'function' and 'computer'.",
                where + ".type");
      }
    }
    return computer;
  }
}
