package manyhands.app;

import manyhands.model.Conversation;
import manyhands.model.ForwardingModel;
import manyhands.model.Model;
import manyhands.model.Price;
import manyhands.model.Reply;

/// A model whose replies say what they cost.
record PricedModel(Model model, Price price) implements ForwardingModel {

  @Override
  public boolean isPriced() {
    return true;
  }

  @Override
  public Reply ask(Conversation conversation, ThinkingListener listener) {
    Reply reply = model.ask(conversation, listener);
    return reply.with(reply.usage().at(price));
  }
}
