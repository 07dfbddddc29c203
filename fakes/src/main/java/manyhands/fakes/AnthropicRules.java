package manyhands.fakes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the Messages API refuses with a 400, as its documentation says and as its users report. For
/// one request.
final class AnthropicRules {

  static final String TOOLSET = "computer";

  /// The members of the computer toolset.
  static final Set<String> MEMBERS =
      Set.of(
          "key",
          "hold_key",
          "type",
          "cursor_position",
          "mouse_move",
          "left_mouse_down",
          "left_mouse_up",
          "left_click",
          "left_click_drag",
          "right_click",
          "middle_click",
          "double_click",
          "triple_click",
          "scroll",
          "wait",
          "screenshot",
          "zoom");

  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "max_tokens",
          "messages",
          "system",
          "tools",
          "tool_choice",
          "thinking",
          "stream",
          "metadata",
          "output_config",
          "context_management");

  private static final Set<String> BETAS =
      Set.of(
          "computer-use-2025-01-24",
          "computer-use-2025-11-24",
          AnthropicLongRuns.CLEARING,
          AnthropicLongRuns.SUMMARIES,
          AnthropicThoughts.BETA);

  /// What an entry of the toolset may hold.
  private static final Set<String> TOOLSET_FIELDS =
      Set.of("type", "configs", "cache_control", "allowed_callers");

  private static final int MOST_BREAKPOINTS = 4;

  private final JsonNode request;
  private final String betas;
  private final int bytes;
  private final AnthropicKinds kinds;
  private final AnthropicThoughts thoughts;

  AnthropicRules(JsonNode request, String betas, int bytes, AnthropicKinds.Door door) {
    this.request = request;
    this.betas = betas;
    this.bytes = bytes;
    this.kinds = new AnthropicKinds(request.path("model").stringValue(""), door);
    this.thoughts =
        new AnthropicThoughts(
            request, kinds.bindsThoughts(), betas.contains(AnthropicThoughts.BETA));
  }

  AnthropicThoughts thoughts() {
    return thoughts;
  }

  /// What is wrong; null when nothing is.
  @Nullable String wrong() {
    try {
      checkHead();
      checkTools();
      checkBreakpoints();
      new AnthropicLongRuns(request, betas).check(kinds.sumsUp());
      new AnthropicMessages(request, betas).check();
      thoughts.check();
      new AnthropicPictures(request).check();
      return null;
    } catch (Wrong wrong) {
      return wrong.getMessage();
    }
  }

  /// A rule was broken.
  static final class Wrong extends RuntimeException {
    Wrong(String words) {
      super(words);
    }
  }

  static void demand(boolean holds, String otherwise) {
    if (!holds) {
      throw new Wrong(otherwise);
    }
  }

  private void checkHead() {
    demand(bytes <= kinds.door().maxBytes, "request_too_large: " + bytes);
    demand(request.isObject(), "the body must be an object");
    for (String field : request.propertyNames()) {
      demand(FIELDS.contains(field), field + ": Extra inputs are not permitted");
    }
    demand(request.path("model").isString(), "model: Field required");
    demand(request.path("max_tokens").isInt(), "max_tokens: Field required");
    demand(request.path("max_tokens").intValue() > 0, "max_tokens: must be greater than 0");
    for (String beta : betas.isEmpty() ? List.<String>of() : List.of(betas.split(","))) {
      demand(
          BETAS.contains(beta.strip()),
          "Unexpected value(s) `" + beta + "` for the `anthropic-beta` header");
    }
    checkThinking(request.path("thinking"));
    String choice = request.path("tool_choice").path("type").stringValue("auto");
    demand(
        !kinds.decidesItself() || choice.equals("auto") || choice.equals("none"),
        "tool_choice: `" + choice + "` is not supported for this model");
  }

  private void checkThinking(JsonNode thinking) {
    String type = thinking.path("type").stringValue("");
    demand(
        !type.equals("disabled") || !kinds.decidesItself(),
        "\"thinking.type.disabled\" is not supported for this model");
    demand(
        !type.equals("adaptive") || !kinds.model().matches("claude-(opus|sonnet|haiku)-4-[0-5].*"),
        "adaptive thinking is not supported on this model");
    if (type.equals("enabled")) {
      int budget = thinking.path("budget_tokens").intValue(0);
      demand(budget >= 1_024, "thinking.budget_tokens: must be at least 1024");
      demand(
          budget < request.path("max_tokens").intValue(),
          "`max_tokens` must be greater than `thinking.budget_tokens`");
      demand(
          kinds.takesThinkingBudget(), "\"thinking.type.enabled\" is not supported for this model");
    }
  }

  private void checkTools() {
    Set<String> names = new HashSet<>();
    for (JsonNode tool : request.path("tools")) {
      String type = tool.path("type").stringValue("custom");
      String name =
          type.startsWith("computer_toolset") ? TOOLSET : tool.path("name").stringValue("");
      demand(names.add(name), "tools: Tool names must be unique");
      switch (type) {
        case "custom" -> {
          demand(name.matches("[a-zA-Z0-9_-]{1,128}"), "tools.name: String should match pattern");
          demand(
              tool.path("input_schema").path("type").stringValue("").equals("object"),
              "tools.input_schema.type: Field required");
        }
        case "computer_toolset_20260801" -> {
          supported(type);
          for (String field : tool.propertyNames()) {
            demand(
                TOOLSET_FIELDS.contains(field),
                "tools.computer_toolset_20260801." + field + ": Extra inputs are not permitted");
          }
        }
        case "computer_20250124", "computer_20251124" -> {
          demand(
              betas.contains(AnthropicKinds.beta(type)),
              "tools: Input tag '"
                  + type
                  + "' found using 'type' does not match any of the expected tags");
          supported(type);
          demand(tool.path("display_width_px").isInt(), "tools.display_width_px: Field required");
          demand(tool.path("display_height_px").isInt(), "tools.display_height_px: Field required");
        }
        default ->
            throw new Wrong("tools: Input tag '" + type + "' found using 'type' is not known");
      }
    }
  }

  private void supported(String tool) {
    demand(kinds.takes(tool), "'" + kinds.model() + "' does not support tool types: " + tool + ".");
  }

  private void checkBreakpoints() {
    int marked = request.findValues("cache_control").size();
    demand(
        marked <= MOST_BREAKPOINTS,
        "A maximum of 4 blocks with cache_control may be provided. Found " + marked + ".");
  }

  /// Whether a call of that name belongs to the toolset that the request offers.
  static boolean isMember(JsonNode request, String name) {
    boolean offered = false;
    for (JsonNode tool : request.path("tools")) {
      offered |= tool.path("type").stringValue("").startsWith("computer_toolset");
      if (tool.path("name").stringValue("").equals(name)) {
        return false;
      }
    }
    return offered && MEMBERS.contains(name);
  }
}
