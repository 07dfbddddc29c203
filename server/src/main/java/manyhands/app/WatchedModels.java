package manyhands.app;

import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.Locale;
import manyhands.model.Account;
import manyhands.model.Computer;
import manyhands.model.Conversation;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.Reply;
import manyhands.session.Models;

/// Models of which telemetry hears what they were asked for and how it ended, not what was said.
record WatchedModels(Models models, SpanTree spans) implements Models {

  @Override
  public String usual() {
    return models.usual();
  }

  @Override
  public List<String> names() {
    return models.names();
  }

  @Override
  public boolean knows(String name) {
    return models.knows(name);
  }

  @Override
  public Model model(String name) {
    return new Watched(models.model(name), spans);
  }

  private record Watched(Model model, SpanTree spans) implements Model {

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
      return model.isPriced();
    }

    @Override
    public Account account() {
      return model.account();
    }

    @Override
    public Reply ask(Conversation conversation, ThinkingListener listener) {
      Span span = spans.chat(model.name());
      String trouble = "interrupted";
      try {
        Reply reply = model.ask(conversation, listener);
        SpanTree.used(span, reply.usage());
        trouble = "";
        return reply;
      } catch (ModelException failure) {
        trouble = failure.code().name().toLowerCase(Locale.ROOT);
        throw failure;
      } finally {
        SpanTree.end(span, trouble);
      }
    }
  }
}
