package manyhands.fakes;

import static manyhands.fakes.OpenAiError.demand;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The rules about messages of chat completions: every call has its result right after it, only
/// users show pictures. For one request.
final class ChatMessages {

  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool");

  private final JsonNode request;
  private final Set<String> ids = new HashSet<>();

  /// Calls that have no result yet.
  private final Set<String> open = new LinkedHashSet<>();

  ChatMessages(JsonNode request) {
    this.request = request;
  }

  void check() {
    JsonNode messages = request.path("messages");
    demand(
        messages.isArray() && !messages.isEmpty(),
        "messages",
        "Invalid 'messages': empty array. Expected an array with minimum length 1.");
    int index = 0;
    for (JsonNode message : messages) {
      String where = "messages[" + index++ + "]";
      String role = message.path("role").stringValue("");
      demand(
          ROLES.contains(role),
          where + ".role",
          "Invalid value: '"
              + role
              + "'. Supported values are: 'system', 'assistant', 'user',"
              + " 'function', 'tool', and 'developer'.");
      if (role.equals("tool")) {
        result(message, where);
        continue;
      }
      demandAnswered(where);
      switch (role) {
        case "assistant" -> assistant(message, where);
        case "user" -> user(message, where);
        default -> text(message.path("content"), where);
      }
    }
    demandAnswered("messages");
  }

  private void demandAnswered(String where) {
    demand(
        open.isEmpty(),
        where,
        "An assistant message with 'tool_calls' must be followed by tool messages responding to"
            + " each 'tool_call_id'. The following tool_call_ids did not have response messages: "
            + String.join(", ", open));
  }

  private void assistant(JsonNode message, String where) {
    JsonNode calls = message.path("tool_calls");
    boolean silent = message.path("content").isMissingNode() || message.path("content").isNull();
    demand(
        !silent || (calls.isArray() && !calls.isEmpty()),
        where + ".content",
        "Invalid value for 'content': expected a string, got null.");
    for (JsonNode call : calls) {
      String id = call.path("id").stringValue("");
      demand(!id.isEmpty(), where, "Missing required parameter: '" + where + ".tool_calls[0].id'.");
      demand(ids.add(id), where, "Duplicate value for 'tool_call_id' of " + id);
      demand(
          call.path("type").stringValue("").equals("function"),
          where,
          "Missing required parameter: '" + where + ".tool_calls[0].type'.");
      JsonNode function = call.path("function");
      demand(
          function.path("name").stringValue("").matches("[a-zA-Z0-9_-]{1,64}"),
          where,
          "Invalid '" + where + ".tool_calls[0].function.name': string does not match pattern.");
      demand(
          isJson(function.path("arguments")),
          where,
          "Invalid type for '"
              + where
              + ".tool_calls[0].function.arguments': expected a string of"
              + " JSON.");
      open.add(id);
    }
  }

  private void result(JsonNode message, String where) {
    String id = message.path("tool_call_id").stringValue("");
    demand(
        open.remove(id),
        where + ".role",
        "Invalid parameter: messages with role 'tool' must be a response to a preceeding message"
            + " with 'tool_calls'.");
    text(message.path("content"), where);
  }

  private static void text(JsonNode content, String where) {
    for (JsonNode part : content) {
      demand(
          part.path("type").stringValue("").equals("text"),
          where + ".content",
          "Invalid '"
              + where
              + "'. Image URLs are only allowed for messages with role 'user', but"
              + " this message contains an image URL.");
    }
    demand(
        content.isString() || (content.isArray() && !content.isEmpty()),
        where + ".content",
        "Invalid type for '" + where + ".content': expected one of a string or array of objects.");
  }

  private static void user(JsonNode message, String where) {
    JsonNode content = message.path("content");
    demand(
        content.isString() || (content.isArray() && !content.isEmpty()),
        where + ".content",
        "Invalid type for '" + where + ".content': expected one of a string or array of objects.");
    int index = 0;
    for (JsonNode part : content) {
      String here = where + ".content[" + index++ + "]";
      String type = part.path("type").stringValue("");
      switch (type) {
        case "text" ->
            demand(
                part.path("text").isString(), here, "Missing required parameter: '" + here + "'.");
        case "image_url" ->
            OpenAiPictures.check(
                part.path("image_url").path("url").stringValue(""),
                part.path("image_url").path("detail").stringValue(""),
                here);
        default -> throw OpenAiError.invalid("Invalid value: '" + type + "'.", here + ".type");
      }
    }
  }

  private static boolean isJson(JsonNode arguments) {
    if (!arguments.isString()) {
      return false;
    }
    try {
      return JsonMapper.shared().readTree(arguments.stringValue()).isObject();
    } catch (JacksonException _) {
      return false;
    }
  }
}
