package manyhands.fakes;

import static manyhands.fakes.OpenAiError.demand;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The rules about the items of a conversation with the Responses API: every call has its output,
/// what was answered comes back as it was, a thought with what it led to, and nobody goes on with a
/// pending safety check that was not acknowledged. For one request.
final class ResponsesItems {

  private static final Map<String, String> PREFIXES =
      Map.of(
          "reasoning",
          "rs",
          "message",
          "msg",
          "function_call",
          "fc",
          "computer_call",
          "cu",
          "function_call_output",
          "fco",
          "computer_call_output",
          "cuo");

  private final JsonNode request;
  private final Map<String, JsonNode> issued;
  private final boolean computer;
  private final Set<String> ids = new HashSet<>();

  /// Calls by their ids, the computer's and functions', that have no output yet.
  private final Map<String, JsonNode> open = new LinkedHashMap<>();

  ResponsesItems(JsonNode request, Map<String, JsonNode> issued, boolean computer) {
    this.request = request;
    this.issued = issued;
    this.computer = computer;
  }

  void check() {
    JsonNode input = request.path("input");
    demand(input.isArray() && !input.isEmpty(), "input", "Missing required parameter: 'input'.");
    @Nullable JsonNode before = null;
    int index = 0;
    for (JsonNode item : input) {
      String where = "input[" + index++ + "]";
      String type = item.path("type").stringValue("message");
      identity(item, type, where);
      demand(
          before == null || leads(type, item),
          "input",
          "Item '"
              + (before == null ? "" : before.path("id").stringValue(""))
              + "' of type 'reasoning' was provided without its required following item.");
      before = type.equals("reasoning") ? item : null;
      switch (type) {
        case "message" -> message(item, where);
        case "reasoning" -> reasoning(item, where);
        case "function_call", "computer_call" -> call(item, type, where);
        case "function_call_output" -> output(item, "function_call", where);
        case "computer_call_output" -> screenshot(item, where);
        default -> throw OpenAiError.invalid("Invalid value: '" + type + "'.", where + ".type");
      }
    }
    open.forEach((id, call) -> {
      String what = call.path("type").stringValue("").replace('_', ' ');
      throw OpenAiError.invalid("No tool output found for " + what + " " + id + ".", "input");
    });
    demand(before == null, "input", "A 'reasoning' item was provided without its following item.");
  }

  private static boolean leads(String type, JsonNode item) {
    return switch (type) {
      case "reasoning", "function_call", "computer_call" -> true;
      case "message" -> item.path("role").stringValue("").equals("assistant");
      default -> false;
    };
  }

  private void identity(JsonNode item, String type, String where) {
    String id = item.path("id").stringValue("");
    if (id.isEmpty()) {
      return;
    }
    String prefix = PREFIXES.getOrDefault(type, "msg");
    demand(
        id.startsWith(prefix + "_"),
        where + ".id",
        "Invalid '"
            + where
            + ".id': '"
            + id
            + "'. Expected an ID that begins with '"
            + prefix
            + "'.");
    demand(ids.add(id), "input", "Duplicate item found with id " + id + ".");
    JsonNode answered = issued.get(id);
    if (answered == null) {
      throw new OpenAiError(
          404,
          "Item with id '"
              + id
              + "' not found. Items are not persisted when `store` is set to"
              + " false. Try again with `store` set to true, or remove this item from your input.",
          "invalid_request_error",
          "input",
          null);
    }
    String thought = answered.path("after").stringValue("");
    demand(
        thought.isEmpty() || ids.contains(thought),
        "input",
        "Item '"
            + id
            + "' of type '"
            + type
            + "' was provided without its required 'reasoning'"
            + " item: '"
            + thought
            + "'.");
    for (String field : Set.of("call_id", "actions", "pending_safety_checks", "name")) {
      demand(
          answered.path("item").path(field).equals(item.path(field)),
          where,
          "'" + field + "' of " + id + " is not what was answered.");
    }
  }

  private static void message(JsonNode item, String where) {
    String role = item.path("role").stringValue("");
    String text = role.equals("assistant") ? "output_text" : "input_text";
    demand(
        Set.of("user", "assistant", "system", "developer").contains(role),
        where + ".role",
        "Invalid value: '" + role + "'.");
    JsonNode content = item.path("content");
    demand(
        content.isString() || (content.isArray() && !content.isEmpty()),
        where + ".content",
        "Invalid type for '" + where + ".content': expected a string or an array.");
    for (JsonNode part : content) {
      content(part, text, role.equals("user"), where + ".content");
    }
  }

  private static void content(JsonNode part, String text, boolean pictures, String where) {
    String type = part.path("type").stringValue("");
    if (pictures && type.equals("input_image")) {
      OpenAiPictures.check(
          part.path("image_url").stringValue(""), part.path("detail").stringValue(""), where);
    } else {
      demand(
          type.equals(text) && part.path("text").isString(),
          where,
          "Invalid value: '" + type + "'. Supported values are: '" + text + "'.");
    }
  }

  private void reasoning(JsonNode item, String where) {
    String id = item.path("id").stringValue("");
    demand(!id.isEmpty(), where + ".id", "Missing required parameter: '" + where + ".id'.");
    demand(
        item.path("summary").isArray(),
        where + ".summary",
        "Missing required parameter: '" + where + ".summary'.");
    JsonNode secret = item.path("encrypted_content");
    demand(
        secret.isString() || request.path("store").booleanValue(true),
        "input",
        "Item with id '"
            + id
            + "' not found. Items are not persisted when `store` is set to"
            + " false.");
    JsonNode answered = Objects.requireNonNull(issued.get(id)).path("item");
    demand(
        answered.path("encrypted_content").equals(secret),
        where,
        "The encrypted content for item " + id + " could not be verified.");
  }

  private void call(JsonNode item, String type, String where) {
    String id = item.path("call_id").stringValue("");
    demand(!id.isEmpty(), where, "Missing required parameter: '" + where + ".call_id'.");
    demand(open.put(id, item) == null, "input", "Duplicate call_id " + id + ".");
    if (type.equals("function_call")) {
      demand(
          item.path("name").isString() && item.path("arguments").isString(),
          where,
          "Missing required parameter: '" + where + ".arguments'.");
      return;
    }
    demand(computer, where, "A computer_call was provided without the 'computer' tool.");
    demand(
        item.path("actions").isArray() && !item.path("actions").isEmpty(),
        where,
        "Missing required parameter: '" + where + ".actions'.");
    demand(
        item.path("id").isString()
            && item.path("pending_safety_checks").isArray()
            && item.path("status").stringValue("").equals("completed"),
        where,
        "Missing required parameter of '" + where + "': id, pending_safety_checks or status.");
  }

  private JsonNode output(JsonNode item, String type, String where) {
    String id = item.path("call_id").stringValue("");
    JsonNode call = open.remove(id);
    if (call == null || !call.path("type").stringValue("").equals(type)) {
      throw OpenAiError.invalid(
          "No tool call found for " + type.replace('_', ' ') + " output with call_id " + id + ".",
          "input");
    }
    JsonNode output = item.path("output");
    if (type.equals("function_call")) {
      demand(
          output.isString() || output.isArray(),
          where + ".output",
          "Missing required parameter: '" + where + ".output'.");
      output.forEach(part -> content(part, "input_text", true, where + ".output"));
    }
    return call;
  }

  private void screenshot(JsonNode item, String where) {
    JsonNode call = output(item, "computer_call", where);
    JsonNode output = item.path("output");
    demand(
        output.path("type").stringValue("").equals("computer_screenshot"),
        where + ".output.type",
        "Invalid value: '"
            + output.path("type").stringValue("")
            + "'. Supported values are: 'computer_screenshot'.");
    OpenAiPictures.check(
        output.path("image_url").stringValue(""),
        output.path("detail").stringValue(""),
        where + ".output");
    Map<String, JsonNode> acknowledged = new HashMap<>();
    item.path("acknowledged_safety_checks")
        .forEach(check -> acknowledged.put(check.path("id").stringValue(""), check));
    for (JsonNode check : call.path("pending_safety_checks")) {
      demand(
          acknowledged.remove(check.path("id").stringValue("")) != null,
          where,
          "The following pending safety checks have not been acknowledged: " + check.path("id"));
    }
    demand(acknowledged.isEmpty(), where, "These safety checks are not pending: " + acknowledged);
  }
}
