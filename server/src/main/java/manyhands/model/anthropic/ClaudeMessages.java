package manyhands.model.anthropic;

import com.anthropic.models.beta.messages.BetaContentBlockParam;
import com.anthropic.models.beta.messages.BetaMessageParam;
import java.util.ArrayList;
import java.util.List;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.Message.Role;
import manyhands.model.Part;

/// The messages of a conversation: where they are cached, which thoughts go back, and which
/// pictures still fit into a request of so many bytes.
final class ClaudeMessages {

  /// What a request may say beside its pictures, generously: it is told from texts alone.
  private static final long REST = 2 << 20;

  private final ClaudeKind kind;
  private final int maxBytes;

  ClaudeMessages(ClaudeKind kind, int maxBytes) {
    this.kind = kind;
    this.maxBytes = maxBytes;
  }

  List<BetaMessageParam> of(Conversation conversation) {
    List<Message> messages = conversation.messages();
    ClaudeBlocks blocks = new ClaudeBlocks(kind.tool(), conversation.tools(), tooMany(messages));
    int bound = bound(conversation);
    List<BetaMessageParam> params = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      // The last message is the user's, and so is the one before the model's last.
      boolean cached = i == messages.size() - 1 || i == messages.size() - 3;
      List<BetaContentBlockParam> content = blocks.of(message, i >= bound, cached);
      if (content.isEmpty()) {
        content = blocks.silence();
      }
      params.add(
          message.role() == Role.USER
              ? BetaMessageParam.ofUserOfContentBlockParams(content)
              : BetaMessageParam.ofAssistantOfContentBlockParams(content));
    }
    return params;
  }

  /// The first message whose thoughts go back.
  private int bound(Conversation conversation) {
    return switch (kind.thoughts()) {
      case KEPT -> 0;
      case BOUND, BOUND_PLAIN -> conversation.rewritten();
      case NONE -> Integer.MAX_VALUE;
    };
  }

  /// How many of the oldest pictures must stay away for the others to fit.
  private int tooMany(List<Message> messages) {
    List<Part.Image> pictures = new ArrayList<>();
    for (Message message : messages) {
      for (Part part : message.parts()) {
        if (part instanceof Part.Image picture) {
          pictures.add(picture);
        } else if (part instanceof Part.ToolResult result) {
          result.content().stream()
              .filter(Part.Image.class::isInstance)
              .forEach(it -> pictures.add((Part.Image) it));
        }
      }
    }
    long room = maxBytes - REST;
    for (int i = pictures.size() - 1; i >= 0; i--) {
      room -= (pictures.get(i).bytes().length + 2L) / 3 * 4;
      if (room < 0) {
        return i + 1;
      }
    }
    return 0;
  }
}
