package manyhands.model.anthropic;

import com.anthropic.models.beta.messages.BetaMessageDeltaUsage;
import com.anthropic.models.beta.messages.BetaUsage;
import java.util.List;
import manyhands.model.Usage;

/// What a reply cost. When the conversation was summed up on the way, the API's own figures leave
/// that out; the list of what was computed has it. For one reply.
final class ClaudeUsage {

  private long input;
  private long output;
  private long cacheRead;
  private long cacheWrite;

  void begin(BetaUsage usage) {
    cacheRead = usage.cacheReadInputTokens().orElse(0L);
    cacheWrite = usage.cacheCreationInputTokens().orElse(0L);
    input = usage.inputTokens() + cacheRead + cacheWrite;
    output = usage.outputTokens();
  }

  /// The last word on it.
  void end(BetaMessageDeltaUsage usage) {
    output = usage.outputTokens();
    var computed = usage.iterations().orElse(List.of());
    if (computed.isEmpty()) {
      return;
    }
    input = 0;
    output = 0;
    cacheRead = 0;
    cacheWrite = 0;
    for (var one : computed) {
      cacheRead += one.cacheReadInputTokens();
      cacheWrite += one.cacheCreationInputTokens();
      input += one.inputTokens() + one.cacheReadInputTokens() + one.cacheCreationInputTokens();
      output += one.outputTokens();
    }
  }

  Usage all() {
    return new Usage(input, output, cacheRead, cacheWrite);
  }
}
