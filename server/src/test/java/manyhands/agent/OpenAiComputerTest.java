package manyhands.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import manyhands.agent.Steering.Permission;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.desktop.Direction;
import manyhands.desktop.ImageFormat;
import manyhands.desktop.Point;
import manyhands.desktop.Screenshot;
import manyhands.desktop.Size;
import manyhands.event.Budget;
import manyhands.event.Event;
import manyhands.model.Computer;
import manyhands.model.ForwardingModel;
import manyhands.model.Part.ToolCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class OpenAiComputerTest {

  /// A picture of half the size of the screen.
  private static final Screenshot HALF =
      new Screenshot(new byte[0], ImageFormat.JPEG, new Size(640, 400), new Size(1280, 800));

  private static final Tools TOOLS = new Tools(Computer.OPENAI_COMPUTER, HALF, new Point(0, 0));

  private static final String CHECKED =
      """
      {"x": 1, "y": 2, "button": "left", "pending_safety_checks":
       [{"id": "sc_1", "code": "malicious_instructions", "message": "The page gives orders."}]}\
      """;

  private static Intent read(String action, String arguments) throws ToolFault {
    ObjectNode given = (ObjectNode) JsonMapper.shared().readTree(arguments);
    return Objects.requireNonNull(TOOLS.read(new ToolCall("c1", action, given)));
  }

  private static Action action(String name, String arguments) throws ToolFault {
    return ((Intent.Act) read(name, arguments)).action();
  }

  @Test
  void readsEveryActionOfTheTool() throws ToolFault {
    assertThat(action("click", "{\"x\": 0, \"y\": 399, \"button\": \"left\"}"))
        .isEqualTo(new Action.Click(0, 799, Button.LEFT, List.of()));
    assertThat(action("click", "{\"x\": 639, \"y\": 0, \"button\": \"wheel\", \"keys\": null}"))
        .isEqualTo(new Action.Click(1279, 0, Button.MIDDLE, List.of()));
    assertThat(action("click", "{\"x\": 0, \"y\": 0, \"keys\": [\"CTRL\", \"SHIFT\"]}"))
        .isEqualTo(new Action.Click(0, 0, Button.LEFT, List.of("ctrl", "shift")));
    assertThat(action("double_click", "{\"x\": 0, \"y\": 0}"))
        .isEqualTo(new Action.DoubleClick(0, 0, Button.LEFT, List.of()));
    assertThat(action("move", "{\"x\": 0, \"y\": 0}")).isEqualTo(new Action.Move(0, 0));
    assertThat(action("type", "{\"text\": \"hi\"}")).isEqualTo(new Action.Type("hi"));
    assertThat(action("wait", "{}")).isEqualTo(new Action.Wait(2_000));
    assertThat(read("screenshot", "{}")).isEqualTo(new Intent.See());
  }

  @Test
  void dragsAlongPointsHoweverTheyAreWritten() throws ToolFault {
    Action expected =
        new Action.Drag(List.of(new Point(0, 0), new Point(1279, 799)), Button.LEFT, List.of());
    assertThat(action("drag", "{\"path\": [{\"x\": 0, \"y\": 0}, {\"x\": 639, \"y\": 399}]}"))
        .isEqualTo(expected);
    assertThat(action("drag", "{\"path\": [[0, 0], [639, 399]]}")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 300, DOWN, 3",
    "0, -149, UP, 1",
    "0, 10, DOWN, 1",
    "-250, 0, LEFT, 3",
    "120, 10, RIGHT, 1"
  })
  void turnsTheWheelOnceForAHundredPixels(int x, int y, Direction direction, int ticks)
      throws ToolFault {
    String arguments = "{\"x\": 0, \"y\": 0, \"scroll_x\": %s, \"scroll_y\": %s}".formatted(x, y);
    assertThat(action("scroll", arguments))
        .isEqualTo(new Action.Scroll(0, 0, direction, ticks, List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"CTRL\", \"S\"', ctrl+s, 1",
    "'\"ENTER\"', ENTER, 1",
    "'\"ctrl+shift+t\"', ctrl+shift+t, 1",
    "'\"CMD\", \"OPTION\"', super+alt, 1",
    "'\"DOWN\", \"DOWN\", \"DOWN\"', DOWN, 3",
    "'\"CTRL\", \"+\"', ctrl++, 1"
  })
  void pressesKeysAsAChord(String keys, String chord, int times) throws ToolFault {
    assertThat(action("keypress", "{\"keys\": [" + keys + "]}"))
        .isEqualTo(new Action.Press(chord, times));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "click | {\"x\": 640, \"y\": 0} | from 0 to 639",
        "click | {\"x\": 1, \"y\": 0, \"button\": \"back\"} | ALT and LEFT",
        "click | {\"x\": 1, \"y\": 0, \"keys\": [\"A\"]} | `keys` may hold",
        "click | {\"x\": 1, \"y\": 0, \"what\": 1} | no argument `what`",
        "scroll | {\"x\": 1, \"y\": 0, \"scroll_x\": 0, \"scroll_y\": 0} | both 0",
        "scroll | {\"x\": 1, \"y\": 0, \"scroll_y\": 1e9} | from -10000 to 10000",
        "keypress | {\"keys\": [\"A\", \"B\"]} | an action of its own",
        "keypress | {\"keys\": []} | empty",
        "drag | {\"path\": [[1, 2]]} | 2 to 100",
        "drag | {\"path\": \"x\"} | 2 to 100",
        "type | {} | missing"
      })
  void saysWhatIsWrong(String name, String arguments, String words) {
    assertThatThrownBy(() -> read(name, arguments))
        .isInstanceOf(ToolFault.class)
        .hasMessageContaining(words);
  }

  @Test
  void whatOpenAiHasDoubtsAboutIsDoneOnlyWhenAPersonAllowsIt() throws Exception {
    Bench bench = new Bench();
    FakeSteering steering = new FakeSteering();
    steering.answers.addAll(List.of(Permission.DENIED, Permission.ALLOWED));
    CannedModel model =
        new CannedModel()
            .call("click", CHECKED, "wait", "{}")
            .call("click", CHECKED)
            .call("click", "{\"x\": 3, \"y\": 4}")
            .finish();

    TaskEnd end =
        new Agent(
                bench.seat,
                new AtComputer(model),
                bench.log,
                bench.blobs,
                _ -> {},
                bench.slept::add)
            .run(Bench.assignment("go", Budget.DEFAULT), steering);

    assertThat(end).isInstanceOf(TaskEnd.Done.class);
    assertThat(steering.questions)
        .extracting(Steering.Question::words)
        .hasSize(2)
        .allSatisfy(words -> assertThat(words).contains("Click 1, 2", "The page gives orders."));
    assertThat(bench.desktop.performed)
        .containsExactly(
            new Action.Click(1, 2, Button.LEFT, List.of()),
            new Action.Click(3, 4, Button.LEFT, List.of()));
    assertThat(bench.events(Event.ActionPerformed.class))
        .extracting(Event.ActionPerformed::message)
        .startsWith("Not done: a person did not allow this.", "Skipped: an earlier call failed.");
  }

  /// A model that is given OpenAI's computer.
  private record AtComputer(CannedModel model) implements ForwardingModel {
    @Override
    public Computer computer() {
      return Computer.OPENAI_COMPUTER;
    }
  }
}
