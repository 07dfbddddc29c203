package manyhands.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AmountsTest {

  private static Amounts time(long millis) {
    return new Amounts(null, null, Duration.ofMillis(millis), null);
  }

  @Test
  void lessThanASecondIsTimeToo() {
    assertThat(time(300).usedUp(time(299))).isNull();
    assertThat(time(300).usedUp(time(300))).isEqualTo(Amounts.What.TIME);
    assertThat(time(1_900).usedUp(time(1_100))).isNull();
  }

  @Test
  void whatIsNotLimitedIsNeverUsedUp() {
    Amounts used = new Amounts(7, 1_000L, Duration.ofHours(1), 5_000_000L);

    assertThat(Amounts.NONE.usedUp(used)).isNull();
    assertThat(new Amounts(8, null, null, 5_000_000L).usedUp(used)).isEqualTo(Amounts.What.MONEY);
    assertThat(new Amounts(7, 1_000L, null, null).usedUp(used)).isEqualTo(Amounts.What.STEPS);
  }
}
