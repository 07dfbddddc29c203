package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class DotEnvTest {
  @Test
  void linesAreReadAsPeopleWriteThem() {
    assertThat(
            DotEnv.parse(
                """
                # cheese
                PLAIN=cheddar
                export QUOTED="brie and # more"
                SINGLE='a $HOME stays'
                SPACED = edam   # the red one
                EMPTY=
                not a line
                """))
        .isEqualTo(
            Map.of(
                "PLAIN", "cheddar",
                "QUOTED", "brie and # more",
                "SINGLE", "a $HOME stays",
                "SPACED", "edam",
                "EMPTY", ""));
  }
}
