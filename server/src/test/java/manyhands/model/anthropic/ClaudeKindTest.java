package manyhands.model.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import manyhands.model.anthropic.ClaudeKind.LongRuns;
import manyhands.model.anthropic.ClaudeKind.Thinking;
import manyhands.model.anthropic.ClaudeKind.Thoughts;
import manyhands.model.anthropic.ClaudeKind.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaudeKindTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claude-opus-5-5              | TOOLSET       | ADAPTIVE | SUMMARY  | BOUND",
        "claude-sonnet-5-5-20261001   | TOOLSET       | ADAPTIVE | SUMMARY  | BOUND",
        "claude-haiku-5-5             | TOOLSET       | ADAPTIVE | SUMMARY  | BOUND",
        "claude-fable-5-2             | TOOLSET       | ADAPTIVE | SUMMARY  | BOUND",
        "claude-fable-5               | TOOLSET       | ADAPTIVE | SUMMARY  | KEPT",
        "claude-mythos-5-1            | TOOLSET       | ADAPTIVE | SUMMARY  | KEPT",
        "claude-opus-5                | TOOLSET       | ADAPTIVE | SUMMARY  | KEPT",
        "claude-opus-5@20260601       | TOOLSET       | ADAPTIVE | SUMMARY  | KEPT",
        "claude-opus-4-8              | TOOLSET       | ADAPTIVE | SUMMARY  | KEPT",
        "claude-opus-4-7              | NOVEMBER_2025 | ADAPTIVE | SUMMARY  | KEPT",
        "claude-sonnet-4-6            | NOVEMBER_2025 | ADAPTIVE | SUMMARY  | KEPT",
        "claude-opus-4-5-20251101     | NOVEMBER_2025 | BUDGET   | CLEARING | KEPT",
        "claude-sonnet-4-5@20250929   | JANUARY_2025  | BUDGET   | CLEARING | KEPT",
        "claude-haiku-4-5-20251001    | JANUARY_2025  | BUDGET   | CLEARING | KEPT",
        "claude-opus-4-1-20250805     | JANUARY_2025  | BUDGET   | CLEARING | KEPT",
        "claude-nobody-knows-7        | TOOLSET       | ADAPTIVE | SUMMARY  | BOUND",
        "a-name-of-ones-own           | TOOLSET       | ADAPTIVE | SUMMARY  | BOUND"
      })
  void knowsWhatEachModelTakes(
      String model, Tool tool, Thinking thinking, LongRuns longRuns, Thoughts thoughts) {
    ClaudeKind kind = ClaudeKind.of(model, ClaudePlatform.ANTHROPIC);

    assertThat(kind.tool()).isEqualTo(tool);
    assertThat(kind.thinking()).isEqualTo(thinking);
    assertThat(kind.longRuns()).isEqualTo(longRuns);
    assertThat(kind.thoughts()).isEqualTo(thoughts);
    assertThat(ClaudeKind.of(model, ClaudePlatform.VERTEX)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "us.anthropic.claude-opus-5-5-v1:0, NOVEMBER_2025",
    "anthropic.claude-sonnet-4-5-20250929-v1:0, JANUARY_2025"
  })
  void takesTheOlderToolsAtAmazon(String model, Tool tool) {
    ClaudeKind kind = ClaudeKind.of(model, ClaudePlatform.BEDROCK);

    assertThat(kind.tool()).isEqualTo(tool);
    assertThat(kind.thoughts()).isNotEqualTo(Thoughts.BOUND);
  }

  @Test
  void givesUpOneThingAtATimeAndComesToAnEnd() {
    String all =
        "computer_toolset_20260801 computer_20251124 computer_20250124 block_binding: Extra inputs"
            + " bound to a different conversation context_management";
    ClaudeKind kind = ClaudeKind.of("claude-new", ClaudePlatform.ANTHROPIC);
    int given = 0;
    while (kind.after(all).isPresent()) {
      kind = kind.after(all).orElseThrow();
      given++;
    }

    assertThat(given).isEqualTo(6);
    assertThat(kind.tool()).isEqualTo(Tool.JANUARY_2025);
    assertThat(kind.longRuns()).isEqualTo(LongRuns.NOTHING);
    assertThat(kind.thoughts()).isEqualTo(Thoughts.NONE);
    assertThat(kind.after("messages: at least one message is required")).isEmpty();
  }
}
