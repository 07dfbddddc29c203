package manyhands.fakes;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
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
      Set.of("computer-use-2025-01-24", "computer-use-2025-11-24", "context-management-2025-06-27");

  private static final int MOST_BREAKPOINTS = 4;
  private static final int MAX_BYTES = 32 << 20;

  private final JsonNode request;
  private final String betas;
  private final int bytes;

  AnthropicRules(JsonNode request, String betas, int bytes) {
    this.request = request;
    this.betas = betas;
    this.bytes = bytes;
  }

  /// What is wrong; null when nothing is.
  @Nullable String wrong() {
    try {
      checkHead();
      checkTools();
      checkBreakpoints();
      new AnthropicMessages(request).check();
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
    demand(bytes <= MAX_BYTES, "request_too_large: " + bytes);
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
    JsonNode thinking = request.path("thinking");
    if (thinking.path("type").stringValue("").equals("enabled")) {
      int budget = thinking.path("budget_tokens").intValue(0);
      demand(budget >= 1_024, "thinking.budget_tokens: must be at least 1024");
      demand(
          budget < request.path("max_tokens").intValue(),
          "`max_tokens` must be greater than `thinking.budget_tokens`");
      demand(!isNew(), "\"thinking.type.enabled\" is not supported for this model");
    }
  }

  private boolean isNew() {
    return request.path("model").stringValue("").matches("claude-[a-z]+-5.*");
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
        case "computer_toolset_20260801" ->
            demand(
                isNew(),
                "'"
                    + request.path("model").stringValue("")
                    + "' does not support tool types: "
                    + type);
        case "computer_20250124", "computer_20251124" -> {
          String beta =
              type.endsWith("1124") ? "computer-use-2025-11-24" : "computer-use-2025-01-24";
          demand(
              betas.contains(beta),
              "tools: Input tag '"
                  + type
                  + "' found using 'type' does not match any of the expected tags");
          demand(
              !isNew(),
              "'"
                  + request.path("model").stringValue("")
                  + "' does not support tool types: "
                  + type);
          demand(tool.path("display_width_px").isInt(), "tools.display_width_px: Field required");
          demand(tool.path("display_height_px").isInt(), "tools.display_height_px: Field required");
        }
        default ->
            throw new Wrong("tools: Input tag '" + type + "' found using 'type' is not known");
      }
    }
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

  /// What goes with a thought, and must come back with it unchanged.
  static String sign(String thought) {
    CRC32 crc = new CRC32();
    crc.update(thought.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder()
        .encodeToString(Long.toHexString(crc.getValue()).getBytes(StandardCharsets.UTF_8));
  }
}
