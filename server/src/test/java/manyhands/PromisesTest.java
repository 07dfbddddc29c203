package manyhands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page of promises names tests; they must be there.
final class PromisesTest {

  private static final Pattern ROW = Pattern.compile("^\\|([^|]+)\\|([^|]+)\\|$");
  private static final Pattern PROOF = Pattern.compile("`(\\w+)\\.(\\w+)`");
  private static final Pattern WEB_PROOF =
      Pattern.compile("`(web/src/[\\w/.]+\\.test\\.tsx?): ([^`]+)`");
  private static final String NONE = "no test yet";

  @Test
  void everyPromiseNamesATestThatExistsOrSaysThatThereIsNone() {
    List<Path> sources = Tree.files(".java");
    List<String> faults = new ArrayList<>();
    int promises = 0;
    for (String line : Tree.text(Tree.ROOT.resolve("docs/reference/promises.md")).split("\n")) {
      var row = ROW.matcher(line.strip());
      if (!row.matches() || line.startsWith("| promise |") || line.startsWith("|---")) {
        continue;
      }
      promises++;
      List<MatchResult> proofs = PROOF.matcher(row.group(2)).results().toList();
      List<MatchResult> webProofs = WEB_PROOF.matcher(row.group(2)).results().toList();
      if (proofs.isEmpty() && webProofs.isEmpty() && !row.group(2).contains(NONE)) {
        faults.add("neither a test nor \"" + NONE + "\": " + line);
      }
      proofs.stream()
          .filter(proof -> !exists(sources, proof.group(1), proof.group(2)))
          .forEach(proof -> faults.add("no such test: " + proof.group()));
      webProofs.stream()
          .filter(proof -> !existsInWeb(Tree.ROOT.resolve(proof.group(1)), proof.group(2)))
          .forEach(proof -> faults.add("no such test: " + proof.group()));
    }
    assertThat(faults).isEmpty();
    assertThat(promises).isGreaterThan(20);
  }

  private static boolean existsInWeb(Path file, String name) {
    Pattern test = Pattern.compile("\\bit(\\.each\\(\\w+\\))?\\(\"" + Pattern.quote(name));
    return Files.exists(file) && test.matcher(Tree.text(file)).find();
  }

  /// Without what stands in its strings.
  private static String code(Path file) {
    return Tree.text(file).replaceAll("\"(?:[^\"\\\\\n]|\\\\.)*\"", "\"\"");
  }

  private static boolean exists(List<Path> sources, String type, String method) {
    Optional<Path> file =
        sources.stream().filter(source -> source.endsWith(type + ".java")).findFirst();
    Pattern test =
        Pattern.compile(
            "@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b(?:(?!;).)*?\\b" + method + "\\(",
            Pattern.DOTALL);
    return file.isPresent() && test.matcher(code(file.get())).find();
  }
}
