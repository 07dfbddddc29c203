package manyhands.model.openai;

import java.util.List;
import manyhands.model.Computer;

/// What the Responses API can do with each family of models. Source: OpenAI's guides to computer
/// use and reasoning, read in November 2026. A model that is not listed is taken for one of the
/// newest.
///
/// `reasons` models take settings for their thoughts, others refuse them.
record ResponsesKind(Computer computer, boolean reasons) {

  private static final ResponsesKind NEWEST = new ResponsesKind(Computer.OPENAI_COMPUTER, true);

  /// From before the computer tool.
  private static final List<String> REASONING =
      List.of("gpt-5-", "gpt-5.1", "gpt-5.2", "gpt-5.3", "o1", "o3", "o4");

  private static final List<String> PLAIN = List.of("gpt-3", "gpt-4", "chatgpt");

  static ResponsesKind of(String model) {
    if (model.equals("gpt-5") || REASONING.stream().anyMatch(model::startsWith)) {
      return new ResponsesKind(Computer.FUNCTIONS, true);
    }
    return PLAIN.stream().anyMatch(model::startsWith)
        ? new ResponsesKind(Computer.FUNCTIONS, false)
        : NEWEST;
  }
}
