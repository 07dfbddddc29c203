package manyhands.model.anthropic;

import java.util.List;
import java.util.Optional;
import manyhands.model.Computer;

/// What the API wants of each family of models. Source: Anthropic's pages on the computer use tool
/// (table of earlier versions), thinking, preserved thinking, compaction at a token threshold and
/// context editing, as of October 2026. A model that is not listed is taken for one of the newest.
///
/// What a provider then refuses by name is given up, one thing at a time ([#after]).
record ClaudeKind(
    String prefix, Tool tool, Thinking thinking, LongRuns longRuns, Thoughts thoughts) {

  /// The computer tool, newest first, with the header that it needs.
  enum Tool {
    TOOLSET("computer_toolset_20260801", "", Computer.CLAUDE_TOOLSET),
    NOVEMBER_2025("computer_20251124", "computer-use-2025-11-24", Computer.CLAUDE_TOOL),
    JANUARY_2025("computer_20250124", "computer-use-2025-01-24", Computer.CLAUDE_TOOL);

    final String type;
    final String beta;
    final Computer computer;

    Tool(String type, String beta, Computer computer) {
      this.type = type;
      this.beta = beta;
      this.computer = computer;
    }

    /// The one before it; the oldest itself when there is none.
    Tool older() {
      return this == TOOLSET ? NOVEMBER_2025 : JANUARY_2025;
    }
  }

  enum Thinking {
    /// The model decides how much.
    ADAPTIVE,
    /// A number of tokens is named.
    BUDGET
  }

  /// How a conversation is kept from outgrowing the model, at the provider's side.
  enum LongRuns {
    /// What was said is summed up; the summary goes back with the reply that it came with.
    SUMMARY("compact-2026-01-12"),
    /// The oldest results of tools give way to a word.
    CLEARING("context-management-2025-06-27"),
    NOTHING("");

    final String beta;

    LongRuns(String beta) {
      this.beta = beta;
    }

    LongRuns lesser() {
      return this == SUMMARY ? CLEARING : NOTHING;
    }
  }

  /// What becomes of thoughts when a message before them has changed.
  enum Thoughts {
    /// They go back whatever happened.
    KEPT,
    /// They stay away, and the provider drops what does not fit instead of refusing all.
    BOUND,
    /// They stay away; for a provider that does not know the switch for it.
    BOUND_PLAIN,
    /// None goes back.
    NONE
  }

  /// What goes with the switch that has thoughts dropped.
  static final String BINDING = "thinking-binding-controls-2026-08-01";

  private static final ClaudeKind NEWEST =
      new ClaudeKind("", Tool.TOOLSET, Thinking.ADAPTIVE, LongRuns.SUMMARY, Thoughts.BOUND);

  /// The longest prefix that fits counts. Those of the first block are spelled out because a later
  /// model of the same name is one of the newest.
  private static final List<ClaudeKind> OTHERS =
      List.of(
          NEWEST.named("claude-fable-5-"),
          NEWEST.named("claude-opus-5-"),
          NEWEST.named("claude-sonnet-5-"),
          NEWEST.named("claude-haiku-5-"),
          free("claude-mythos-", Tool.TOOLSET),
          free("claude-fable-5", Tool.TOOLSET),
          free("claude-opus-5", Tool.TOOLSET),
          free("claude-sonnet-5", Tool.TOOLSET),
          free("claude-opus-4-8", Tool.TOOLSET),
          free("claude-opus-4-7", Tool.NOVEMBER_2025),
          free("claude-opus-4-6", Tool.NOVEMBER_2025),
          free("claude-sonnet-4-6", Tool.NOVEMBER_2025),
          budgeted("claude-opus-4-5", Tool.NOVEMBER_2025),
          budgeted("claude-sonnet-4", Tool.JANUARY_2025),
          budgeted("claude-haiku-4", Tool.JANUARY_2025),
          budgeted("claude-opus-4", Tool.JANUARY_2025));

  /// Thoughts of these are not tied to what was said before them.
  private static ClaudeKind free(String prefix, Tool tool) {
    return new ClaudeKind(prefix, tool, Thinking.ADAPTIVE, LongRuns.SUMMARY, Thoughts.KEPT);
  }

  private static ClaudeKind budgeted(String prefix, Tool tool) {
    return new ClaudeKind(prefix, tool, Thinking.BUDGET, LongRuns.CLEARING, Thoughts.KEPT);
  }

  private ClaudeKind named(String name) {
    return new ClaudeKind(name, tool, thinking, longRuns, thoughts);
  }

  /// The kind of a model by its id, as Anthropic, Amazon (`us.anthropic.claude-...-v1:0`) or Google
  /// (`claude-...@20250929`) name it.
  static ClaudeKind of(String model, ClaudePlatform platform) {
    String id = model.substring(Math.max(0, model.indexOf("claude-")));
    ClaudeKind best = NEWEST;
    for (ClaudeKind kind : OTHERS) {
      if (id.startsWith(kind.prefix) && kind.prefix.length() > best.prefix.length()) {
        best = kind;
      }
    }
    return best.at(platform);
  }

  private ClaudeKind at(ClaudePlatform platform) {
    return switch (platform) {
      case ANTHROPIC, VERTEX -> this;
      // The toolset is not known there, nor is the switch by any page.
      case BEDROCK ->
          new ClaudeKind(
              prefix,
              tool == Tool.TOOLSET ? Tool.NOVEMBER_2025 : tool,
              thinking,
              longRuns,
              thoughts == Thoughts.BOUND ? Thoughts.BOUND_PLAIN : thoughts);
    };
  }

  /// What to try after a refusal in those words; empty when it is about nothing that can be given
  /// up. Each thing is given up once, so that this ends.
  Optional<ClaudeKind> after(String refusal) {
    if (refusal.contains(tool.type) && tool != Tool.JANUARY_2025) {
      return Optional.of(new ClaudeKind(prefix, tool.older(), thinking, longRuns, thoughts));
    }
    if (thoughts == Thoughts.BOUND
        && (refusal.contains(BINDING) || refusal.contains("block_binding: Extra"))) {
      return Optional.of(new ClaudeKind(prefix, tool, thinking, longRuns, Thoughts.BOUND_PLAIN));
    }
    if (thoughts != Thoughts.NONE && refusal.contains("bound to a different conversation")) {
      return Optional.of(new ClaudeKind(prefix, tool, thinking, longRuns, Thoughts.NONE));
    }
    if (longRuns != LongRuns.NOTHING
        && (refusal.contains(longRuns.beta) || refusal.contains("context_management"))) {
      return Optional.of(new ClaudeKind(prefix, tool, thinking, longRuns.lesser(), thoughts));
    }
    return Optional.empty();
  }
}
