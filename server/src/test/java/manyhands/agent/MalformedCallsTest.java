package manyhands.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.event.Event;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever a model sends, it reads what is wrong with it, and nothing reaches the desktop.
final class MalformedCallsTest {

  private final Bench bench = new Bench();
  private final CannedModel model = new CannedModel();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          click       | {}                                         | `x` is missing
          click       | {"x": 1}                                   | `y` is missing
          click       | {"x": null, "y": 1}                        | `x` is missing
          click       | {"x": 1e9, "y": 1}                         | from 0 to 1279
          click       | {"x": 1e999999999, "y": 1}                 | `x` must be
          click       | {"x": 1280, "y": 1}                        | from 0 to 1279
          click       | {"x": 1, "y": 800}                         | from 0 to 799
          click       | {"x": -1, "y": 1}                          | from 0 to 1279
          click       | {"x": 1.5, "y": 1}                         | whole number
          click       | {"x": "NaN", "y": 1}                       | whole number
          click       | {"x": "1; ls", "y": 1}                     | whole number
          click       | {"x": [1], "y": 1}                         | whole number
          click       | {"x": true, "y": 1}                        | whole number
          click       | {"x": 1, "y": 1, "z": 1}                   | no argument `z`
          click       | {"x": 1, "y": 1, "button": "fourth"}       | must be one of [left, middle, right]
          click       | {"x": 1, "y": 1, "modifiers": ["hyper"]}   | `modifiers` may hold
          click       | {"x": 1, "y": 1, "modifiers": ["ctrl", "ctrl"]} | `modifiers` may hold
          drag        | {"path": [{"x": 1, "y": 1}]}               | 2 to 100 points
          drag        | {"path": "1,1 2,2"}                        | 2 to 100 points
          scroll      | {"x": 1, "y": 1, "direction": "in", "ticks": 1}     | must be one of
          scroll      | {"x": 1, "y": 1, "direction": "up", "ticks": 0}     | from 1 to 100
          type_text   | {"text": ""}                               | `text` is empty
          type_text   | {"text": 5}                                | must be a string
          type_text   | {"text": "\\u001b[31m"}                    | control characters
          type_text   | {"text": "\\ud800"}                        | surrogate
          press_key   | {"keys": " "}                              | `keys` is empty
          wait        | {"millis": 0}                              | from 1 to 60000
          wait        | {"millis": 99999999999999}                 | from 1 to 60000
          run_command | {"command": "ls", "timeout_seconds": 301}  | from 1 to 300
          read_file   | {"path": "a\\u0000b"}                      | NUL
          finish      | {}                                         | `result` is missing
          finish      | {"result": "x", "artifacts": "a.txt"}      | must be an array
          finish      | {"result": "x", "artifacts": [""]}         | every item
          teleport    | {}                                         | there is no tool `teleport`
          """)
  void aMalformedCallIsAnsweredWithWhatIsWrong(String tool, String arguments, String why) {
    model.call("press_key", "{\"keys\": \"a\"}", tool, arguments).finish();
    assertThat(bench.run(model, "go")).isEqualTo(CannedModel.DONE);
    assertThat(bench.desktop.performed).isEmpty();
    assertThat(model.lastResults()).hasSize(2).allMatch(Part.ToolResult::error);
    assertThat(text(1)).startsWith("Not done: ").contains(why);
    assertThat(text(0)).contains("another call of the same reply was malformed");
    assertThat(bench.events(Event.ActionIntended.class)).isEmpty();
  }

  @Test
  void zeroIsAPlaceAndANumberInQuotesIsANumber() {
    model
        .call("click", "{\"x\": \"12\", \"y\": 0}")
        .call("click", "{\"x\": 0, \"y\": 5.0}")
        .finish();
    bench.run(model, "go");
    assertThat(bench.desktop.performed)
        .containsExactly(
            new Action.Click(12, 0, Button.LEFT, List.of()),
            new Action.Click(0, 5, Button.LEFT, List.of()));
  }

  @Test
  void aTextOfFiveMegabytesIsRefusedAndNotKept() {
    model.call("type_text", "{\"text\": \"" + "x".repeat(5_000_000) + "\"}").finish();
    bench.run(model, "go");
    assertThat(text(0)).contains("characters; that is too long");
    assertThat(bench.events().toString().length()).isLessThan(10_000);
  }

  @Test
  void twoHundredCallsInOneReplyAreRefusedTogether() {
    List<String> calls = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      calls.addAll(List.of("press_key", "{\"keys\": \"a\"}"));
    }
    model.call(calls.toArray(String[]::new)).finish();
    bench.run(model, "go");
    assertThat(bench.desktop.performed).isEmpty();
    assertThat(model.lastResults()).hasSize(Answer.MAX_CALLS);
    assertThat(text(0)).contains("200 calls in one reply; at most 32");
  }

  @Test
  void anIdThatComesTwiceIsRefusedAndReplaced() {
    model
        .then(() ->
            new Reply(
                List.of(
                    CannedModel.toolCall("same", "screenshot", "{}"),
                    CannedModel.toolCall("same", "screenshot", "{}"),
                    CannedModel.toolCall("", "screenshot", "{}")),
                Usage.NONE))
        .finish();
    bench.run(model, "go");
    assertThat(model.lastResults().stream().map(Part.ToolResult::callId))
        .containsExactly("same", "call-1-2", "call-1-3");
    assertThat(text(1)).contains("missing or used before");
  }

  @Test
  void aModelThatNeverMendsItsCallsFailsTheTask() {
    model.call("click", "{\"x\": -1, \"y\": 0}");
    assertThat(bench.run(model, "go"))
        .isEqualTo(
            new TaskEnd.Failed(
                "The model made 4 replies in a row that could not be carried out, the last because"
                    + " of this: `click`: `x` must be from 0 to 1279"));
    assertThat(model.asked).hasSize(TaskRun.MOST_REPAIRS + 1);
  }

  private String text(int result) {
    return ((Part.Text) model.lastResults().get(result).content().getFirst()).text();
  }
}
