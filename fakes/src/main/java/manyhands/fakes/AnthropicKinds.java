package manyhands.fakes;

import java.util.Map;
import java.util.regex.Pattern;

/// Which of Anthropic's models takes what, and where. Written from its pages, apart from the table
/// of the product that is tested against it.
record AnthropicKinds(String model, Door door) {

  /// Where a request came in, and the largest that is taken there.
  enum Door {
    ANTHROPIC(32 << 20),
    BEDROCK(11 << 20),
    VERTEX(18 << 20);

    final int maxBytes;

    Door(int maxBytes) {
      this.maxBytes = maxBytes;
    }
  }

  private static final Pattern FIVE_FIVE =
      Pattern.compile("claude-(opus|sonnet|haiku)-5-5.*|claude-(fable|mythos)-5-2.*");
  private static final Pattern BOUND =
      Pattern.compile("claude-(opus|sonnet|haiku)-5-5.*|claude-fable-5-[12].*");
  private static final Pattern TOOLSET =
      Pattern.compile("claude-(opus|sonnet|haiku|fable|mythos)-5.*|claude-opus-4-8.*");
  private static final Pattern OLDEST =
      Pattern.compile("claude-(sonnet-4-5|haiku-4-5|opus-4-1|sonnet-4-2|opus-4-2).*");
  private static final Pattern OLD = Pattern.compile("claude-(opus|sonnet|haiku)-4-[0-5].*");

  private static final Map<String, String> BETAS =
      Map.of(
          "computer_20250124", "computer-use-2025-01-24",
          "computer_20251124", "computer-use-2025-11-24");

  /// The header that a computer tool needs; empty when it needs none.
  static String beta(String tool) {
    return BETAS.getOrDefault(tool, "");
  }

  boolean takes(String tool) {
    return switch (tool) {
      case "computer_toolset_20260801" -> door != Door.BEDROCK && is(TOOLSET);
      case "computer_20251124" -> !is(OLDEST) && (door == Door.BEDROCK || !is(FIVE_FIVE));
      case "computer_20250124" -> is(OLDEST);
      default -> false;
    };
  }

  /// Thoughts belong to the conversation that they were made in.
  boolean bindsThoughts() {
    return is(BOUND);
  }

  /// How much is thought is not for the caller to say, nor that a tool must be called.
  boolean decidesItself() {
    return is(BOUND) || is(FIVE_FIVE);
  }

  boolean takesThinkingBudget() {
    return is(OLD) || is(Pattern.compile("claude-(opus|sonnet)-4-6.*"));
  }

  boolean sumsUp() {
    return !is(OLD);
  }

  private boolean is(Pattern pattern) {
    return pattern.matcher(model).matches();
  }
}
