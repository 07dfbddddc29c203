package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class CleanTest {
  @Test
  void escapeSequencesLoseTheirPower() {
    assertThat(Clean.line("a\u001b[31mb\u009b2Jc\u0007d\u202ee", 80)).isEqualTo("a�[31mb�2Jc�d�e");
  }

  @Test
  void textOfAnyScriptStays() {
    assertThat(Clean.line("käse 起司 🧀", 80)).isEqualTo("käse 起司 🧀");
  }

  @Test
  void aLineIsOneLineOfLimitedLength() {
    assertThat(Clean.line("one\ntwo\tthree", 80)).isEqualTo("one two three");
    assertThat(Clean.line("🧀".repeat(50), 10)).isEqualTo("🧀".repeat(9) + "…");
  }

  @RepeatedTest(200)
  void nothingThatATerminalObeysIsLeft(RepetitionInfo seed) {
    Random random = new Random(seed.getCurrentRepetition());
    String text =
        random
            .ints(random.nextInt(200), 0, random.nextBoolean() ? 0x100 : 0x10000)
            .collect(
                StringBuilder::new, (all, one) -> all.append((char) one), StringBuilder::append)
            .toString();
    assertThat(Clean.line(text, 1_000).codePoints())
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
  }
}
