package manyhands.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page about agents that get nowhere says what is so.
final class LoopGuardPageTest {

  private static final Path PAGE = Path.of("../docs/reference/loop-guard.md");

  private static final Pattern NUMBER = Pattern.compile("`([A-Z_]+)` = (\\d+)");

  @Test
  void itsNumbersAreTheServers() throws IOException {
    Map<String, Integer> numbers = new TreeMap<>();
    Matcher number = NUMBER.matcher(Files.readString(PAGE));
    while (number.find()) {
      numbers.put(number.group(1), Integer.valueOf(number.group(2)));
    }
    Map<String, Integer> real = new TreeMap<>();
    real.put("SAME", Loop.SAME);
    real.put("KNOWN", Loop.KNOWN);
    real.put("ROUNDS", Loop.ROUNDS);
    real.put("LONGEST_CYCLE", Loop.LONGEST_CYCLE);
    real.put("EMPTY", Loop.EMPTY);
    real.put("ERRORS", Loop.ERRORS);
    real.put("REVISITS", Loop.REVISITS);
    real.put("AGAIN", Loop.AGAIN);
    real.put("EMPTY_AGAIN", Loop.EMPTY_AGAIN);
    real.put("REVISITS_AGAIN", Loop.REVISITS_AGAIN);
    real.put("JITTER", Resemblance.JITTER);
    real.put("MOST_REPAIRS", TaskRun.MOST_REPAIRS);
    real.put("MOST_CLIMBS", LoopGuard.MOST_CLIMBS);
    real.put("MOST_REPLANS", LoopGuard.MOST_REPLANS);
    real.put("MOST_ASKS", LoopGuard.MOST_ASKS);
    assertThat(numbers).isEqualTo(real);
  }

  @Test
  void itNamesEveryRungInOrder() throws IOException {
    assertThat(Files.readAllLines(PAGE).stream().filter(it -> it.matches("\\| `[a-z]+` \\|.*")))
        .extracting(line -> line.split("`")[1])
        .containsExactlyElementsOf(Arrays.stream(Rung.values()).map(Rung::word).toList());
  }
}
