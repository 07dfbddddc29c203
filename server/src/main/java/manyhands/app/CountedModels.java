package manyhands.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import manyhands.model.Account;
import manyhands.model.Computer;
import manyhands.model.Conversation;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.Reply;
import manyhands.model.Usage;
import manyhands.session.Models;

/// Models whose requests, tokens and cost are counted by provider: `manyhands.model.requests` with
/// how they ended (`ok`, `busy`, `failed` ...), `manyhands.model.tokens` by kind, and
/// `manyhands.model.cost.dollars`.
record CountedModels(Models models, MeterRegistry registry) implements Models {

  private static final double MILLION = 1_000_000;

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
    return new Counted(models.model(name), registry);
  }

  /// The provider alone: ids of models are as many as people type.
  private static String provider(Model model) {
    return model.name().split(":", 2)[0];
  }

  private record Counted(Model model, MeterRegistry registry) implements Model {

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
          .counter("manyhands.model.requests", "provider", provider(model), "outcome", how)
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
            .counter("manyhands.model.cost.dollars", "provider", provider(model))
            .increment(price / MILLION);
      }
    }

    private void tokens(String kind, long tokens) {
      registry
          .counter("manyhands.model.tokens", "provider", provider(model), "kind", kind)
          .increment((double) Math.max(0, tokens));
    }
  }
}
