package manyhands.app;

import io.opentelemetry.api.trace.Span;
import java.util.Locale;
import manyhands.model.Conversation;
import manyhands.model.ForwardingModel;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.Reply;

/// A model of which telemetry hears what it was asked for and how it ended, not what was said.
record WatchedModel(Model model, SpanTree spans) implements ForwardingModel {

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
