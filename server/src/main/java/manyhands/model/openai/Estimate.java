package manyhands.model.openai;

import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.Part;
import manyhands.model.Usage;

/// What a reply may have cost, for servers that do not say: without it no budget of tokens would
/// ever end.
final class Estimate {

  /// In English; other languages need more tokens.
  private static final int CHARACTERS_PER_TOKEN = 4;

  private static final int TOKENS_PER_PICTURE = 1_000;

  private Estimate() {}

  static Usage of(Conversation asked, Iterable<Part> answered) {
    long input = asked.system().length();
    for (var tool : asked.tools()) {
      input += tool.description().length() + tool.schema().toString().length();
    }
    for (Message message : asked.messages()) {
      input += characters(message.parts());
    }
    return new Usage(
        input / CHARACTERS_PER_TOKEN, 1 + characters(answered) / CHARACTERS_PER_TOKEN, 0);
  }

  private static long characters(Iterable<Part> parts) {
    long sum = 0;
    for (Part part : parts) {
      sum +=
          switch (part) {
            case Part.Text it -> it.text().length();
            case Part.Thinking it -> it.text().length();
            case Part.Image _ -> (long) TOKENS_PER_PICTURE * CHARACTERS_PER_TOKEN;
            case Part.ToolCall it -> it.name().length() + it.arguments().toString().length();
            case Part.ToolResult it -> characters(it.content());
          };
    }
    return sum;
  }
}
