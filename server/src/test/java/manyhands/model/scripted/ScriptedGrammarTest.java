package manyhands.model.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import manyhands.model.scripted.StepReader.NotUnderstood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The page about the grammar says what the code does.
final class ScriptedGrammarTest {

  private static final Pattern ROW = Pattern.compile("\\| (.+) \\| ([A-Z]\\w+\\[.*) \\|");

  record Example(String words, String steps) {}

  static List<Example> examples() throws IOException {
    Path page = Path.of("docs/reference/scripted.md");
    Path found = Files.exists(page) ? page : Path.of("..").resolve(page);
    return Files.readAllLines(found).stream()
        .map(ROW::matcher)
        .filter(row -> row.matches())
        .map(row -> new Example(row.group(1), row.group(2)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleOfThePageIsReadAsItSays(Example example) throws NotUnderstood {
    String steps =
        StepReader.read(example.words()).stream()
            .map(Step::toString)
            .collect(Collectors.joining(" "));
    assertThat(steps).isEqualTo(example.steps());
  }

  @Test
  void everyKindOfStepIsOnThePage() throws IOException {
    String all = examples().stream().map(Example::steps).collect(Collectors.joining(" "));
    assertThat(Stream.of(Step.class.getPermittedSubclasses()).map(Class::getSimpleName))
        .hasSizeGreaterThan(10)
        .allMatch(kind -> all.contains(kind + "["));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frobnicate",
        "run ls",
        "run 'ls",
        "run ''",
        "run 'a\nb'",
        "run 'a\tb'",
        "run 'echo \"a'",
        "run 'echo a\\'",
        "run 'cat << EOF'",
        "run 'a &&'",
        "type '\u001B'",
        "save it as",
        "open file:///etc/passwd",
        "open javascript:alert(1)",
        "open 'chrome://settings'",
        "click 640",
        "click -1,5",
        "scroll sideways",
        "scroll down 101",
        "press ctrl+s 0 times",
        "wait 11 minutes",
        "wait forever",
        "if it rains",
      })
  void whatIsNotUnderstoodIsSaid(String task) {
    assertThatThrownBy(() -> StepReader.read(task)).isInstanceOf(NotUnderstood.class);
  }

  @Test
  void aQuoteThatIsNeverClosedIsNamed() {
    assertThatThrownBy(() -> StepReader.read("run 'ls -l"))
        .hasMessageStartingWith(
            "I do not understand the step \"run 'ls -l\": a quote is opened and never closed. Known");
  }

  @Test
  void aShiftOfBitsIsNoHereDocument() throws NotUnderstood {
    assertThat(StepReader.read("run 'echo $((1 << 3)) $((x << y))'"))
        .containsExactly(new Step.Run("echo $((1 << 3)) $((x << y))"));
  }

  @Test
  void aTextKeepsItsLinesAndEscapedQuotes() throws NotUnderstood {
    assertThat(StepReader.read("type 'a\n\tb' and type \"say \\\"x\\\"\""))
        .containsExactly(new Step.Type("a\n\tb"), new Step.Type("say \"x\""));
  }
}
