package manyhands.fakes;

import static manyhands.fakes.AnthropicRules.demand;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the API does about long conversations, when it is asked to: it sums them up, or clears the
/// results of tools. For one request.
final class AnthropicLongRuns {

  static final String SUMMARIES = "compact-2026-01-12";
  static final String CLEARING = "context-management-2025-06-27";

  private static final int LEAST_TRIGGER = 50_000;
  private static final int USUAL_TRIGGER = 150_000;
  private static final long SUMMARY_TOKENS = 400;

  private final JsonNode request;
  private final String betas;

  AnthropicLongRuns(JsonNode request, String betas) {
    this.request = request;
    this.betas = betas;
  }

  void check(boolean sumsUp) {
    JsonNode management = request.path("context_management");
    if (management.isMissingNode()) {
      return;
    }
    demand(
        betas.contains(SUMMARIES) || betas.contains(CLEARING),
        "context_management: Extra inputs are not permitted");
    for (JsonNode edit : management.path("edits")) {
      String type = edit.path("type").stringValue("");
      switch (type) {
        case "compact_20260112" -> {
          known(edit, Set.of("type", "trigger", "instructions", "pause_after_compaction"));
          needs(type, SUMMARIES);
          demand(sumsUp, "context_management: compact_20260112 is not supported by this model");
        }
        case "clear_tool_uses_20250919" -> {
          known(
              edit,
              Set.of(
                  "type",
                  "trigger",
                  "keep",
                  "clear_at_least",
                  "exclude_tools",
                  "clear_tool_inputs"));
          needs(type, CLEARING);
        }
        default ->
            throw new AnthropicRules.Wrong(
                "context_management.edits: Input tag '" + type + "' is not known");
      }
      JsonNode trigger = edit.path("trigger");
      demand(
          trigger.isMissingNode() || trigger.path("value").isInt(),
          "context_management.edits.trigger.value: Field required");
      demand(
          !type.startsWith("compact")
              || trigger.path("value").intValue(USUAL_TRIGGER) >= LEAST_TRIGGER,
          "context_management.edits.trigger.value: must be at least 50000");
    }
  }

  private void needs(String type, String beta) {
    demand(
        betas.contains(beta),
        "context_management.edits: Input tag '" + type + "' needs the beta " + beta);
  }

  private static void known(JsonNode edit, Set<String> fields) {
    for (String field : edit.propertyNames()) {
      demand(
          fields.contains(field),
          "context_management.edits." + field + ": Extra inputs are not permitted");
    }
  }

  /// Whether a request of so many tokens is summed up first.
  boolean sumsUp(long tokens) {
    for (JsonNode edit : request.path("context_management").path("edits")) {
      if (edit.path("type").stringValue("").equals("compact_20260112")) {
        return tokens >= edit.path("trigger").path("value").intValue(USUAL_TRIGGER);
      }
    }
    return false;
  }

  /// The block that takes the place of everything before it.
  static ObjectNode summary(String words) {
    return JsonMapper.shared().createObjectNode().put("type", "compaction").put("content", words);
  }

  /// What was computed: the summary of so many tokens, then the reply.
  static void iterations(ObjectNode usage, AnthropicCache.Counted counted, long output) {
    var all = usage.putArray("iterations");
    all.addObject()
        .put("type", "compaction")
        .put("input_tokens", counted.fresh())
        .put("cache_read_input_tokens", counted.read())
        .put("cache_creation_input_tokens", counted.written())
        .put("output_tokens", SUMMARY_TOKENS);
    all.addObject()
        .put("type", "message")
        .put("input_tokens", SUMMARY_TOKENS)
        .put("cache_read_input_tokens", 0)
        .put("cache_creation_input_tokens", 0)
        .put("output_tokens", output);
  }
}
