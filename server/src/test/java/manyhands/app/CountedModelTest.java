package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import manyhands.model.Conversation;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.Price;
import manyhands.model.Reply;
import manyhands.model.Usage;
import org.junit.jupiter.api.Test;

/// What `/metrics` says of models.
final class CountedModelTest {

  private static final Conversation NOTHING = new Conversation("", List.of(), List.of());

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private boolean fails;

  @Test
  void countsRequestsTokensAndCostByProvider() {
    Model plain = new Plain("claude:claude-opus-5-5");
    Model model = new CountedModel(new PricedModel(plain, Price.dollars(4, 20, 0.2, 5)), registry);
    var _ = model.ask(NOTHING, _ -> {});
    fails = true;
    assertThatThrownBy(() -> model.ask(NOTHING, _ -> {})).isInstanceOf(ModelException.class);

    String page = registry.scrape();
    assertThat(page)
        .contains("manyhands_model_requests_total{outcome=\"ok\",provider=\"claude\"} 1.0")
        .contains("manyhands_model_requests_total{outcome=\"busy\",provider=\"claude\"} 1.0")
        .contains("manyhands_model_tokens_total{kind=\"input\",provider=\"claude\"} 60.0")
        .contains("manyhands_model_tokens_total{kind=\"cache_read\",provider=\"claude\"} 30.0")
        .contains("manyhands_model_tokens_total{kind=\"cache_write\",provider=\"claude\"} 10.0")
        .contains("manyhands_model_tokens_total{kind=\"output\",provider=\"claude\"} 5.0")
        .contains("manyhands_model_cost_dollars_total{provider=\"claude\"}")
        .doesNotContain("opus");
    assertThat(model.isPriced()).isTrue();
    assertThat(model.canJudge()).isFalse();
  }

  private final class Plain implements Model {
    private final String name;

    Plain(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean canJudge() {
      return false;
    }

    @Override
    public Reply ask(Conversation conversation, ThinkingListener listener) {
      if (fails) {
        throw new ModelException(ModelException.Code.BUSY, "later");
      }
      return new Reply(List.of(), new Usage(100, 5, 30, 10));
    }
  }
}
