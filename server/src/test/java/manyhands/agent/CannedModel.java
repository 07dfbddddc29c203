package manyhands.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import manyhands.event.Standing;
import manyhands.model.Conversation;
import manyhands.model.Model;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.Usage;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A model that replies what a test told it to, the last reply for ever.
final class CannedModel implements Model {

  final List<Conversation> asked = new ArrayList<>();
  private final Deque<Supplier<Reply>> replies = new ArrayDeque<>();
  private int calls;
  private boolean judges;

  CannedModel() {
    this(0);
  }

  /// One that has made so many calls before, in another server's life.
  CannedModel(int calls) {
    this.calls = calls;
  }

  CannedModel then(Supplier<Reply> reply) {
    replies.add(reply);
    return this;
  }

  /// Replies with tool calls, each a name followed by its JSON arguments.
  CannedModel call(String... namesAndArguments) {
    List<Part> parts = new ArrayList<>();
    return then(() -> {
      parts.clear();
      for (int i = 0; i < namesAndArguments.length; i += 2) {
        parts.add(toolCall("c" + ++calls, namesAndArguments[i], namesAndArguments[i + 1]));
      }
      return new Reply(List.copyOf(parts), new Usage(100, 10, 0));
    });
  }

  /// How a task ends that this model has finished.
  static final TaskEnd DONE = new TaskEnd.Done("done", List.of(), "I saw it", Standing.CLAIMED);

  CannedModel finish() {
    return call("finish", "{\"result\": \"done\", \"evidence\": \"I saw it\"}");
  }

  static Part.ToolCall toolCall(String id, String name, String arguments) {
    return new Part.ToolCall(id, name, (ObjectNode) JsonMapper.shared().readTree(arguments));
  }

  @Override
  public String name() {
    return "canned";
  }

  /// One that is asked to check what an agent claims, too.
  CannedModel judging() {
    judges = true;
    return this;
  }

  @Override
  public boolean canJudge() {
    return judges;
  }

  @Override
  public Reply ask(Conversation conversation, ThinkingListener listener) {
    asked.add(conversation);
    return (replies.size() > 1 ? replies.remove() : replies.element()).get();
  }

  /// The results that the model was shown for its last calls.
  List<Part.ToolResult> lastResults() {
    return asked.getLast().messages().getLast().parts().stream()
        .filter(Part.ToolResult.class::isInstance)
        .map(Part.ToolResult.class::cast)
        .toList();
  }
}
