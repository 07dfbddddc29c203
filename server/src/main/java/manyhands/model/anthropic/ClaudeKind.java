package manyhands.model.anthropic;

import java.util.List;
import manyhands.model.Computer;

/// What the API wants of each family of models. Source: Anthropic's documentation of the computer
/// use tool, extended thinking and model limits, read in October 2026. A model that is not listed
/// is taken for one of the newest.
///
/// `beta` is the header that the older computer tools need, or empty; `maxTokens` what one reply
/// may have at most.
record ClaudeKind(String prefix, Computer computer, String beta, Thinking thinking, int maxTokens) {

  enum Thinking {
    /// The model decides how much.
    ADAPTIVE,
    /// A number of tokens is named.
    BUDGET
  }

  /// Enough for a long file in one call, little enough that a reply in circles ends.
  private static final int MOST_TOKENS = 16_384;

  private static final String OLDER = "computer-use-2025-01-24";
  private static final String OLD = "computer-use-2025-11-24";

  private static final ClaudeKind NEWEST =
      new ClaudeKind("claude-", Computer.CLAUDE_TOOLSET, "", Thinking.ADAPTIVE, MOST_TOKENS);

  private static final List<ClaudeKind> OTHERS =
      List.of(
          old("claude-opus-4-8"),
          old("claude-opus-4-7"),
          old("claude-opus-4-6"),
          old("claude-sonnet-4-6"),
          budgeted("claude-opus-4-5", OLD),
          budgeted("claude-sonnet-4-5", OLDER),
          budgeted("claude-haiku-4-5", OLDER));

  private static ClaudeKind old(String prefix) {
    return new ClaudeKind(prefix, Computer.CLAUDE_TOOL, OLD, Thinking.ADAPTIVE, MOST_TOKENS);
  }

  private static ClaudeKind budgeted(String prefix, String beta) {
    return new ClaudeKind(prefix, Computer.CLAUDE_TOOL, beta, Thinking.BUDGET, MOST_TOKENS);
  }

  /// The kind of a model by its id, as the Claude API names it.
  static ClaudeKind of(String model) {
    return OTHERS.stream().filter(kind -> model.startsWith(kind.prefix)).findFirst().orElse(NEWEST);
  }
}
