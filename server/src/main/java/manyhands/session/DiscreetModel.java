package manyhands.session;

import java.util.List;
import manyhands.model.Conversation;
import manyhands.model.ForwardingModel;
import manyhands.model.Message;
import manyhands.model.Model;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.secret.Secrets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A model that is told no text which holds a secret of the session, whoever asks it: agents, the
/// planner, a check. Pictures go to it as they are.
final class DiscreetModel implements ForwardingModel {

  private final Model model;
  private final Secrets secrets;

  private DiscreetModel(Model model, Secrets secrets) {
    this.model = model;
    this.secrets = secrets;
  }

  /// The model itself where there is nothing to be discreet about.
  static Model of(Model model, Secrets secrets) {
    return secrets.isEmpty() ? model : new DiscreetModel(model, secrets);
  }

  @Override
  public Model model() {
    return model;
  }

  @Override
  public Reply ask(Conversation conversation, ThinkingListener listener) {
    List<Message> messages =
        conversation.messages().stream()
            .map(message ->
                new Message(message.role(), message.parts().stream().map(this::masked).toList()))
            .toList();
    Conversation told =
        new Conversation(
            conversation.system(),
            conversation.tools(),
            messages,
            conversation.screen(),
            conversation.rewritten());
    return model.ask(told, new Discreet(listener));
  }

  private Part masked(Part part) {
    return switch (part) {
      case Part.Text text -> new Part.Text(secrets.masked(text.text()));
      case Part.Thinking thinking -> {
        String text = secrets.masked(thinking.text());
        yield text.equals(thinking.text()) ? thinking : new Part.Thinking(text, "");
      }
      case Part.Image image -> image;
      case Part.ToolCall call -> {
        JsonNode arguments = call.arguments();
        String json = arguments.toString();
        String masked = FactMask.arguments(json, secrets);
        yield masked.equals(json)
            ? call
            : new Part.ToolCall(
                call.id(), call.name(), (ObjectNode) JsonMapper.shared().readTree(masked));
      }
      case Part.ToolResult result ->
          new Part.ToolResult(
              result.callId(),
              result.content().stream().map(this::masked).toList(),
              result.error());
    };
  }

  /// Holds back what may be the beginning of a secret until more has come. The last of it may stay
  /// unheard: the whole reply follows as a fact.
  private final class Discreet implements ThinkingListener {
    private final ThinkingListener listener;
    private String waiting = "";

    Discreet(ThinkingListener listener) {
      this.listener = listener;
    }

    @Override
    public void onThinking(String delta) {
      String masked = secrets.masked(waiting + delta);
      int end = masked.length() - secrets.held(masked);
      waiting = masked.substring(end);
      if (end > 0) {
        listener.onThinking(masked.substring(0, end));
      }
    }
  }
}
