package manyhands.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import manyhands.model.Conversation;
import manyhands.model.ForwardingModel;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.Reply;
import manyhands.model.Usage;

/// A model whose requests, tokens and cost are counted by provider: `manyhands.model.requests` with
/// how they ended (`ok`, `busy`, `failed` ...), `manyhands.model.tokens` by kind, and
/// `manyhands.model.cost.dollars`.
record CountedModel(Model model, MeterRegistry registry) implements ForwardingModel {

  private static final double MILLION = 1_000_000;

  @Override
  public Reply ask(Conversation conversation, ThinkingListener listener) {
    try {
      Reply reply = model.ask(conversation, listener);
      ended("ok");
      count(reply.usage());
      return reply;
    } catch (ModelException failure) {
      ended(failure.code().name().toLowerCase(Locale.ROOT));
      throw failure;
    }
  }

  private void ended(String how) {
    registry
        .counter("manyhands.model.requests", "provider", provider(), "outcome", how)
        .increment();
  }

  private void count(Usage usage) {
    long cached = usage.cacheReadTokens() + usage.cacheWriteTokens();
    tokens("input", usage.inputTokens() - cached);
    tokens("cache_read", usage.cacheReadTokens());
    tokens("cache_write", usage.cacheWriteTokens());
    tokens("output", usage.outputTokens());
    Long price = usage.microDollars();
    if (price != null) {
      registry
          .counter("manyhands.model.cost.dollars", "provider", provider())
          .increment(price / MILLION);
    }
  }

  private void tokens(String kind, long tokens) {
    registry
        .counter("manyhands.model.tokens", "provider", provider(), "kind", kind)
        .increment((double) Math.max(0, tokens));
  }

  /// The provider alone: ids of models are as many as people type.
  private String provider() {
    return name().split(":", 2)[0];
  }
}
