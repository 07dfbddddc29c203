package manyhands.model.scripted;

import manyhands.model.Conversation;
import manyhands.model.Model;
import manyhands.model.Reply;

/// A model without a language model: it performs prompts written as explicit steps. Every reply is
/// a function of the conversation alone.
public final class ScriptedModel implements Model {

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public Reply ask(Conversation conversation, ThinkingListener listener) {
    return new Reply(java.util.List.of(), manyhands.model.Usage.NONE);
  }
}
