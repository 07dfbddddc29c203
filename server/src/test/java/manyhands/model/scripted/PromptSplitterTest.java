package manyhands.model.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PromptSplitterTest {

  /// Tasks as lines; one that depends on the task before it starts with an arrow.
  private static List<String> split(String prompt) {
    return PromptSplitter.split(prompt).stream()
        .map(piece -> (piece.afterPrevious() ? "> " : "") + piece.text())
        .toList();
  }

  @Test
  void sentencesAndSemicolonsAreTasks() {
    assertThat(split("Run 'a'. Run 'b'; run 'c'! Run 'd'"))
        .containsExactly("Run 'a'", "Run 'b'", "run 'c'", "Run 'd'");
  }

  @Test
  void thenMakesATaskDependOnTheOneBefore() {
    assertThat(split("Run 'a', then run 'b'. Then run 'c'. Run 'd' and then run 'e'"))
        .containsExactly("Run 'a'", "> run 'b'", "> run 'c'", "Run 'd'", "> run 'e'");
    assertThat(split("Run 'a'. After that, run 'b' after that run 'c'"))
        .containsExactly("Run 'a'", "> run 'b'", "> run 'c'");
  }

  @Test
  void thenAtTheVeryBeginningDependsOnNothing() {
    assertThat(split("Then run 'a'")).containsExactly("run 'a'");
  }

  @Test
  void andJoinsStepsOfOneTask() {
    assertThat(split("Open a terminal and run 'a'")).containsExactly("Open a terminal and run 'a'");
  }

  @Test
  void quotedTextNeverSplits() {
    assertThat(split("Run 'a; b. c then d'. Type \"x. Y; z\nw\" and press Return"))
        .containsExactly("Run 'a; b. c then d'", "Type \"x. Y; z\nw\" and press Return");
    assertThat(split("run 'echo \"a; b\"'. run `x; y`"))
        .containsExactly("run 'echo \"a; b\"'", "run `x; y`");
    assertThat(
            split(
                "type \u201CHe said. So; there\u201D; type \u2018a; b\u2019; type \u201Ea; b\u201C"))
        .containsExactly(
            "type \u201CHe said. So; there\u201D",
            "type \u2018a; b\u2019",
            "type \u201Ea; b\u201C");
  }

  @Test
  void anApostropheIsNoQuote() {
    assertThat(split("Don't run it; it's late. Type 'don't; stop'. Run 'b'"))
        .containsExactly("Don't run it", "it's late", "Type 'don't; stop'", "Run 'b'");
  }

  @Test
  void anEscapedQuoteEndsNothing() {
    assertThat(split("Type 'a \\' b; c'. Run \"echo \\\"x; y\\\"\""))
        .containsExactly("Type 'a \\' b; c'", "Run \"echo \\\"x; y\\\"\"");
  }

  @Test
  void aSentenceMayEndInsideItsQuote() {
    assertThat(split("Type 'Hello.' Run 'b'")).containsExactly("Type 'Hello.'", "Run 'b'");
    assertThat(split("Type 'Hello.' and run 'b'")).containsExactly("Type 'Hello.' and run 'b'");
  }

  @Test
  void numbersFilesAddressesAndAbbreviationsDoNotSplit() {
    assertThat(split("Wait 1.5 s and save it as notes.txt. Open http://a.example/b.c?d=e. Run 'x'"))
        .containsExactly(
            "Wait 1.5 s and save it as notes.txt", "Open http://a.example/b.c?d=e", "Run 'x'");
    assertThat(split("Write something, e.g. 'x', i.e. a letter. Run 'y'"))
        .containsExactly("Write something, e.g. 'x', i.e. a letter", "Run 'y'");
  }

  @Test
  void linesAndListsAreTasks() {
    assertThat(
            split("1. Run 'a'\n2) Run 'b'.\n- run 'c'\n* run 'd'\n\u2022 run 'e'\r\n\r\nrun 'f'"))
        .containsExactly("Run 'a'", "Run 'b'", "run 'c'", "run 'd'", "run 'e'", "run 'f'");
    assertThat(split("1. Run 'a'. 2. Run 'b'. 3. Then run 'c'."))
        .containsExactly("Run 'a'", "Run 'b'", "> run 'c'");
    assertThat(split("Scroll down 3. Run 'a'")).containsExactly("Scroll down 3", "Run 'a'");
  }

  @Test
  void aPromptOfPunctuationHasNoTasks() {
    assertThat(split(" .;.\n... ; ")).isEmpty();
  }

  @Test
  void aLongPromptIsSplitInReasonableTime() {
    assertThat(split("Run 'a'. ".repeat(100_000))).hasSize(100_000);
    assertThat(split("'".repeat(200_000))).isNotNull();
    assertThat(split("run 'a ".repeat(50_000))).isNotNull();
  }
}
