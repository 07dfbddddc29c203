package manyhands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The rules of the house that are about text; those about the shape of code are in
/// [CodeShapeTest].
final class HouseRulesTest {
  private static final int LINES_PER_FILE = 400;
  private static final Set<String> BANNED_WORDS =
      Set.of(
          "util",
          "utils",
          "helper",
          "helpers",
          "impl",
          "manager",
          "base",
          "abstract",
          "dto",
          "service",
          "common",
          "core",
          "misc");
  private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)");
  private static final Pattern DECISION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}-[a-z0-9-]+\\.md");

  /// The marks of unfinished work; the product's own TODOs are spoken of in sentences.
  private static final Pattern UNFINISHED =
      Pattern.compile("(//|#|<!--|/\\*)\\s*(TO" + "DO|FIX" + "ME|XX" + "X)\\b|FIX" + "ME");

  private static final Pattern MOCKING =
      Pattern.compile(
          "import (static )?(org\\.mockito|org\\.easymock|mockit|io\\.mockk|org\\.powermock)");

  /// A virtual thread that waits in a monitor for some time can stay there for ever (JDK-8373120,
  /// mended in 25.0.4). Conditions of a lock do the same without that.
  private static final Pattern WAITING_IN_MONITORS =
      Pattern.compile("notify" + "All\\(\\)|\\btimed" + "Wait\\(");

  private static final Pattern SOMEONES_FOLDER =
      Pattern.compile("(?<![\\w$}])/(root|home/(?!user\\b)\\w+)/");

  @Test
  void noFileIsLongerThanItsLimit() {
    List<String> faults = new ArrayList<>();
    for (Path file : Tree.files(".java")) {
      long lines = Tree.text(file).lines().count();
      if (lines > LINES_PER_FILE) {
        faults.add(Tree.name(file) + " has " + lines + " lines");
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void namesSayWhatThingsAre() {
    List<String> faults = new ArrayList<>();
    for (Path file : Tree.files(".java")) {
      for (Path part : Tree.ROOT.relativize(file)) {
        WORD.matcher(part.toString().replace(".java", ""))
            .results()
            .map(word -> word.group().toLowerCase(Locale.ROOT))
            .filter(BANNED_WORDS::contains)
            .forEach(word -> faults.add(Tree.name(file) + " is named with \"" + word + "\""));
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    Path main = Tree.ROOT.resolve("server/src/main/java/manyhands");
    List<String> faults = new ArrayList<>();
    for (Path file : Tree.files(".java")) {
      Path page = file.resolveSibling("package-info.java");
      if (!file.startsWith(main) || file.getParent().equals(main)) {
        continue;
      }
      if (!Files.exists(page)) {
        faults.add(Tree.name(page) + " is missing");
      } else if (!Tree.text(page).startsWith("///") || !Tree.text(page).contains("@NullMarked")) {
        faults.add(Tree.name(page) + " must start with a comment and be @NullMarked");
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void nothingIsLeftUnfinished() {
    assertThat(linesThatMatch(UNFINISHED, ".java", ".md", ".sh", ".ts", ".tsx", ".xml")).isEmpty();
  }

  @Test
  void fakesAreWrittenByHand() {
    assertThat(linesThatMatch(MOCKING, ".java")).isEmpty();
  }

  @Test
  void nobodyWaitsInMonitors() {
    assertThat(linesThatMatch(WAITING_IN_MONITORS, ".java")).isEmpty();
  }

  @Test
  void nothingPointsIntoSomeonesOwnFolder() {
    assertThat(linesThatMatch(SOMEONES_FOLDER, ".md", ".sh", ".xml", ".json")).isEmpty();
  }

  @Test
  void linksInDocumentsResolve() {
    List<String> faults = new ArrayList<>();
    for (Path page : Tree.files(".md")) {
      for (MatchResult link : LINK.matcher(Tree.text(page)).results().toList()) {
        String target = link.group(1).replaceFirst("#.*", "");
        if (target.isEmpty() || target.matches("[a-z]+:.*")) {
          continue;
        }
        Path file = page.resolveSibling(target).normalize();
        if (!file.startsWith(Tree.ROOT) || !Files.exists(file)) {
          faults.add(Tree.name(page) + " links to " + target);
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void decisionsAreNamedByDateAndTitle() {
    List<String> faults = new ArrayList<>();
    for (Path page : Tree.files(".md")) {
      String name = page.getFileName().toString();
      if (page.getParent().endsWith("docs/decisions")
          && !name.equals("README.md")
          && !DECISION.matcher(name).matches()) {
        faults.add(Tree.name(page));
      }
    }
    assertThat(faults).isEmpty();
  }

  private static List<String> linesThatMatch(Pattern pattern, String... endings) {
    List<String> faults = new ArrayList<>();
    for (String ending : endings) {
      for (Path file : Tree.files(ending)) {
        int number = 0;
        for (String line : Tree.text(file).lines().toList()) {
          number++;
          if (pattern.matcher(line).find()) {
            faults.add(Tree.name(file) + ":" + number + ": " + line.strip());
          }
        }
      }
    }
    return faults;
  }
}
