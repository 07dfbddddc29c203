package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import manyhands.model.Price;
import manyhands.model.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PricesTest {

  @ParameterizedTest
  @CsvSource({
    "claude:claude-opus-5-5, 4.0, 20.0",
    "claude:claude-opus-5-20260724, 5.0, 25.0",
    "claude:claude-opus-4-1-20250805, 15.0, 75.0",
    "claude:claude-opus-4-5-20251101, 5.0, 25.0",
    "claude:claude-sonnet-4-5, 3.0, 15.0",
    "dedalus:anthropic/claude-opus-4-5, 5.0, 25.0",
    "bedrock:us.anthropic.claude-sonnet-5-5-v1:0, 2.0, 10.0",
    "openai:gpt-5.4-mini, 0.75, 4.5",
    "openai:gpt-5.4, 2.5, 15.0",
  })
  void knowsWhatTheListsSay(String model, double input, double output) {
    Price price = Objects.requireNonNull(prices("").of(model));
    assertThat(price.input()).isEqualTo(Math.round(input * 1_000_000));
    assertThat(price.output()).isEqualTo(Math.round(output * 1_000_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scripted", "openai:llama-4", "claude:claude-nobody-knows"})
  void hasNoPriceForWhatIsInNoList(String model) {
    assertThat(prices("").of(model)).isNull();
  }

  @Test
  void takesPricesOfOnesOwn() {
    Prices prices = prices("openai:llama=0.5/2, openai:gpt-5.4=1/2/0.1/1.5");
    assertThat(prices.of("openai:llama")).isEqualTo(Price.dollars(0.5, 2, 0.5, 0.5));
    assertThat(prices.of("openai:gpt-5.4")).isEqualTo(Price.dollars(1, 2, 0.1, 1.5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai:llama", "openai:llama=1", "a=1/2/3", "a=-1/2", "a=x/y"})
  void saysHowAPriceIsWritten(String wrong) {
    assertThatThrownBy(() -> prices(wrong))
        .hasMessageContaining("MANYHANDS_PRICES")
        .hasMessageContaining("INPUT/OUTPUT");
  }

  @Test
  void countsEachKindOfTokenAtItsPrice() {
    // A million of each: 4 + 20 + 0.2 + 5 dollars; what is cached is part of what goes in.
    Usage usage = new Usage(3_000_000, 1_000_000, 1_000_000, 1_000_000);
    assertThat(usage.at(Price.dollars(4, 20, 0.2, 5)).microDollars()).isEqualTo(29_200_000L);
    assertThat(new Usage(1, 0, 0, 0).at(Price.dollars(0.1, 1, 0, 0)).microDollars()).isEqualTo(1L);
  }

  private static Prices prices(String own) {
    return new Prices(
        new Settings(
            Map.of("MANYHANDS_PRICES", own),
            Path.of("/nowhere"),
            Path.of("/nowhere"),
            Terminal.standard(Map.of()),
            new RealDesktops()));
  }
}
