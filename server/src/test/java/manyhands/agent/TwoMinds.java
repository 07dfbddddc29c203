package manyhands.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.Model;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.Usage;

/// A model that works as the conversation says how far it is, so that any process can go on with
/// it, and checks by what it is told in turn, the last verdict for ever.
final class TwoMinds implements Model {

  final List<Conversation> worked = new ArrayList<>();
  final List<Conversation> checked = new ArrayList<>();
  private final List<String[]> steps;
  private final List<Supplier<Reply>> verdicts = new ArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, Integer> asked = new TreeMap<>();

  /// Each step is a name followed by its JSON arguments; the last is repeated.
  TwoMinds(String[]... steps) {
    this.steps = List.of(steps);
  }

  TwoMinds verdict(String word, String reason) {
    return says("verdict", "{\"verdict\": \"%s\", \"reason\": \"%s\"}".formatted(word, reason));
  }

  TwoMinds says(String tool, String arguments) {
    return then(() ->
        new Reply(
            List.of(CannedModel.toolCall("v" + calls.incrementAndGet(), tool, arguments)),
            new Usage(70, 7, 0)));
  }

  TwoMinds then(Supplier<Reply> reply) {
    verdicts.add(reply);
    return this;
  }

  @Override
  public String name() {
    return "two minds";
  }

  @Override
  public Reply ask(Conversation conversation, ThinkingListener listener) {
    if (conversation.tools().getFirst().name().equals(Check.TOOL)) {
      checked.add(conversation);
      return verdicts.get(Math.min(checked.size(), verdicts.size()) - 1).get();
    }
    worked.add(conversation);
    int step =
        (int)
            conversation.messages().stream()
                .filter(message -> message.role() == Message.Role.ASSISTANT)
                .count();
    String[] call = steps.get(Math.min(step, steps.size() - 1));
    String id = "c" + step + "-" + asked.merge(step, 1, Integer::sum);
    return new Reply(
        List.of(
            new Part.Thinking("how I came to it", ""), CannedModel.toolCall(id, call[0], call[1])),
        new Usage(100, 10, 0));
  }

  /// All texts of the last check.
  String lastCheck() {
    StringBuilder words = new StringBuilder();
    for (Message message : checked.getLast().messages()) {
      for (Part part : message.parts()) {
        words.append(part instanceof Part.Text text ? text.text() : "").append('\n');
      }
    }
    return words.toString();
  }

  /// What the last results told the agent.
  String lastTold() {
    StringBuilder words = new StringBuilder();
    for (Part part : worked.getLast().messages().getLast().parts()) {
      if (part instanceof Part.ToolResult result) {
        result.content().stream()
            .filter(Part.Text.class::isInstance)
            .forEach(text -> words.append(((Part.Text) text).text()).append('\n'));
      }
    }
    return words.toString();
  }
}
