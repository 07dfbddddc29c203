package manyhands.app;

import manyhands.model.Account;
import manyhands.model.Computer;
import manyhands.model.Conversation;
import manyhands.model.Model;
import manyhands.model.Price;
import manyhands.model.Reply;

/// A model whose replies say what they cost.
record PricedModel(Model model, Price price) implements Model {

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public Computer computer() {
    return model.computer();
  }

  @Override
  public boolean canJudge() {
    return model.canJudge();
  }

  @Override
  public boolean isPriced() {
    return true;
  }

  @Override
  public Account account() {
    return model.account();
  }

  @Override
  public Reply ask(Conversation conversation, ThinkingListener listener) {
    Reply reply = model.ask(conversation, listener);
    return reply.with(reply.usage().at(price));
  }
}
