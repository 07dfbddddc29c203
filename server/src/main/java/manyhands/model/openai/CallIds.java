package manyhands.model.openai;

import java.util.HashSet;
import java.util.Set;
import manyhands.model.Conversation;
import manyhands.model.Part;

/// Ids for the calls of one reply, unique within the conversation: some servers give none, or the
/// same ones again with every reply. Nobody but this conversation remembers them.
final class CallIds {

  private final Set<String> used = new HashSet<>();
  private final int messages;
  private int made;

  CallIds(Conversation conversation) {
    this.messages = conversation.messages().size();
    conversation.messages().stream()
        .flatMap(message -> message.parts().stream())
        .forEach(part -> {
          if (part instanceof Part.ToolCall call) {
            used.add(call.id());
          }
        });
  }

  /// The id that was wished for, or another when that is taken or none.
  String of(String wanted) {
    String id = wanted.strip();
    while (id.isEmpty() || !used.add(id)) {
      // A conversation grows by two messages with each reply, so that its length tells them apart.
      id = "call_" + messages + "_" + ++made;
    }
    return id;
  }
}
