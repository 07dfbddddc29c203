package manyhands.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.Part;

/// A conversation as lines of text, so that two can be compared: arrays have no equality.
final class Shown {

  private Shown() {}

  static List<String> of(Conversation conversation) {
    List<String> lines = new ArrayList<>();
    lines.add(conversation.system());
    conversation.tools().forEach(tool -> lines.add(tool.toString()));
    for (Message message : conversation.messages()) {
      message.parts().forEach(part -> lines.add(message.role() + " " + show(part)));
    }
    return lines;
  }

  private static String show(Part part) {
    return switch (part) {
      case Part.Image it -> it.mediaType() + new String(it.bytes(), StandardCharsets.UTF_8);
      case Part.ToolResult it ->
          it.callId() + it.error() + it.content().stream().map(Shown::show).toList();
      case Part.Text it -> it.toString();
      case Part.Thinking it -> it.toString();
      case Part.ToolCall it -> it.toString();
    };
  }
}
