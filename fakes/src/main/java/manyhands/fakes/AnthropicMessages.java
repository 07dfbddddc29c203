package manyhands.fakes;

import static manyhands.fakes.AnthropicRules.demand;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The rules about messages: who speaks when, that every call has its result, that thoughts come
/// back as they were. For one request.
final class AnthropicMessages {

  private static final Set<String> USER = Set.of("text", "image", "tool_result", "document");
  private static final Set<String> ASSISTANT =
      Set.of("text", "thinking", "redacted_thinking", "tool_use", "compaction");

  private final JsonNode request;
  private final String betas;
  private final Set<String> ids = new HashSet<>();

  AnthropicMessages(JsonNode request, String betas) {
    this.request = request;
    this.betas = betas;
  }

  void check() {
    JsonNode messages = request.path("messages");
    demand(messages.isArray() && !messages.isEmpty(), "messages: at least one message is required");
    Map<String, JsonNode> open = Map.of();
    String before = "";
    int index = 0;
    for (JsonNode message : messages) {
      String where = "messages." + index++;
      String role = message.path("role").stringValue("");
      demand(role.equals("user") || role.equals("assistant"), where + ".role: not known: " + role);
      demand(
          index > 1 || role.equals("user"), "messages: first message must use the \"user\" role");
      demand(
          !role.equals(before),
          where + ": roles must alternate between \"user\" and \"assistant\"");
      before = role;
      JsonNode content = message.path("content");
      demand(content.isArray() && !content.isEmpty(), where + ".content: must not be empty");
      for (JsonNode block : content) {
        checkBlock(block, role, where);
      }
      if (role.equals("user")) {
        results(content, open, where);
        open = Map.of();
      } else {
        open = calls(content, where);
      }
    }
    demand(before.equals("user"), "This model does not support assistant message prefill");
    thoughtFirst(messages);
  }

  /// With a budget, the reply whose calls are answered now begins with its thought.
  private void thoughtFirst(JsonNode messages) {
    JsonNode content = messages.path(messages.size() - 2).path("content");
    boolean calls = false;
    for (JsonNode block : content) {
      calls |= block.path("type").stringValue("").equals("tool_use");
    }
    demand(
        !calls
            || !request.path("thinking").path("type").stringValue("").equals("enabled")
            || content.path(0).path("type").stringValue("").endsWith("thinking"),
        "messages."
            + (messages.size() - 2)
            + ".content.0.type: Expected `thinking` or `redacted_thinking`, but found `"
            + content.path(0).path("type").stringValue("")
            + "`");
  }

  private void checkBlock(JsonNode block, String role, String where) {
    String type = block.path("type").stringValue("");
    demand(
        (role.equals("user") ? USER : ASSISTANT).contains(type),
        where + ".content: a block of type `" + type + "` may not be the " + role + "'s");
    if (type.equals("text")) {
      demand(
          !block.path("text").stringValue("").isEmpty(),
          where + ": text content blocks must be non-empty");
      demand(
          !block.has("cache_control") || !block.path("text").stringValue("").isBlank(),
          where + ": cache_control cannot be set for empty text blocks");
    }
    if (type.equals("compaction")) {
      demand(
          betas.contains(AnthropicLongRuns.SUMMARIES),
          where + ".content: Input tag 'compaction' does not match any of the expected tags");
      demand(
          block.path("content").isString() || block.path("content").isNull(),
          where + ".compaction.content: Field required");
    }
  }

  private Map<String, JsonNode> calls(JsonNode content, String where) {
    Map<String, JsonNode> calls = new LinkedHashMap<>();
    for (JsonNode block : content) {
      if (!block.path("type").stringValue("").equals("tool_use")) {
        continue;
      }
      String id = block.path("id").stringValue("");
      String name = block.path("name").stringValue("");
      demand(id.matches("[a-zA-Z0-9_-]+"), where + ".tool_use.id: String should match pattern");
      demand(ids.add(id), where + ": `tool_use` ids must be unique");
      demand(block.path("input").isObject(), where + ".tool_use.input: Input should be an object");
      boolean member = AnthropicRules.isMember(request, name);
      String toolset = block.path("toolset_name").stringValue("");
      demand(
          member ? toolset.equals(AnthropicRules.TOOLSET) : toolset.isEmpty(),
          where + ".tool_use.toolset_name: `" + toolset + "` is wrong for `" + name + "`");
      calls.put(id, block);
    }
    return calls;
  }

  private static void results(JsonNode content, Map<String, JsonNode> calls, String where) {
    Set<String> answered = new HashSet<>();
    boolean others = false;
    for (JsonNode block : content) {
      if (!block.path("type").stringValue("").equals("tool_result")) {
        others = true;
        continue;
      }
      String id = block.path("tool_use_id").stringValue("");
      demand(
          calls.containsKey(id),
          where + ": unexpected `tool_use_id` found in `tool_result` blocks: " + id);
      JsonNode call = Objects.requireNonNull(calls.get(id));
      demand(answered.add(id), where + ": each tool_use must have a single result");
      demand(!others, where + ": `tool_result` blocks must come before other content");
      demand(
          call.path("toolset_name")
              .stringValue("")
              .equals(block.path("toolset_name").stringValue("")),
          where + ".tool_result.toolset_name: must be that of its `tool_use`");
      for (JsonNode inner : block.path("content")) {
        String type = inner.path("type").stringValue("");
        demand(
            !block.has("toolset_name") || type.equals("text") || type.equals("image"),
            where + ".tool_result.content: a toolset's results hold text and images only");
        demand(
            !inner.path("type").stringValue("").equals("text")
                || !inner.path("text").stringValue("").isEmpty(),
            where + ": text content blocks must be non-empty");
      }
    }
    Set<String> left = new HashSet<>(calls.keySet());
    left.removeAll(answered);
    demand(
        left.isEmpty(),
        where
            + ": `tool_use` ids were found without `tool_result` blocks immediately after: "
            + left);
  }
}
