package manyhands.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.Message.Role;
import manyhands.model.Part;

/// What providers refuse a conversation for.
final class StrictProvider {

  private StrictProvider() {}

  static List<String> faults(Conversation conversation) {
    List<String> faults = new ArrayList<>();
    List<Message> messages = conversation.messages();
    Set<String> known = new HashSet<>();
    Set<String> open = new HashSet<>();
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      if (message.role() != (i % 2 == 0 ? Role.USER : Role.ASSISTANT)) {
        faults.add("message " + i + " is out of turn");
      }
      if (message.parts().isEmpty()) {
        faults.add("message " + i + " is empty");
      }
      for (Part part : message.parts()) {
        if (part instanceof Part.ToolResult result && !open.remove(result.callId())) {
          faults.add("a result of " + result.callId() + ", which was not called before it");
        }
      }
      if (!open.isEmpty()) {
        faults.add("no result of " + open);
        open.clear();
      }
      for (Part part : message.parts()) {
        if (part instanceof Part.ToolCall call) {
          open.add(call.id());
          if (!known.add(call.id())) {
            faults.add("a second call " + call.id());
          }
        }
      }
    }
    if (messages.size() % 2 == 0) {
      faults.add("the last word is not the user's");
    }
    boolean plans = conversation.tools().size() == 1;
    if (!plans && messages.getFirst().parts().stream().noneMatch(Part.Image.class::isInstance)) {
      boolean old =
          messages.getFirst().parts().stream()
              .anyMatch(part -> part instanceof Part.Text text && text.text().contains("earlier"));
      if (!old) {
        faults.add("the first message has no picture");
      }
    }
    return faults;
  }
}
