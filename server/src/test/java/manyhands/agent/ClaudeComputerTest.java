package manyhands.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.desktop.Direction;
import manyhands.desktop.ImageFormat;
import manyhands.desktop.Point;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Screenshot;
import manyhands.desktop.Size;
import manyhands.model.Computer;
import manyhands.model.Part.ToolCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ClaudeComputerTest {

  /// A picture of half the size of the screen.
  private static final Screenshot HALF =
      new Screenshot(new byte[0], ImageFormat.JPEG, new Size(640, 400), new Size(1280, 800));

  private static final Tools TOOLS = new Tools(Computer.CLAUDE_TOOLSET, HALF, new Point(100, 50));

  private static Intent read(String member, String arguments) throws ToolFault {
    ObjectNode given = (ObjectNode) JsonMapper.shared().readTree(arguments);
    return TOOLS.read(new ToolCall("c1", member, given));
  }

  private static Action action(String member, String arguments) throws ToolFault {
    return ((Intent.Act) read(member, arguments)).action();
  }

  @Test
  void readsEveryMemberOfTheToolset() throws ToolFault {
    List<String> held = List.of("ctrl", "shift");
    assertThat(action("left_click", "{\"coordinate\": [0, 399], \"text\": \"ctrl+shift\"}"))
        .isEqualTo(new Action.Click(0, 799, Button.LEFT, held));
    assertThat(action("right_click", "{\"coordinate\": [639, 0]}"))
        .isEqualTo(new Action.Click(1279, 0, Button.RIGHT, List.of()));
    assertThat(action("middle_click", "{}"))
        .isEqualTo(new Action.Click(100, 50, Button.MIDDLE, List.of()));
    assertThat(action("double_click", "{}"))
        .isEqualTo(new Action.DoubleClick(100, 50, Button.LEFT, List.of()));
    assertThat(action("triple_click", "{}"))
        .isEqualTo(new Action.TripleClick(100, 50, Button.LEFT, List.of()));
    assertThat(action("mouse_move", "{\"coordinate\": [0, 0]}")).isEqualTo(new Action.Move(0, 0));
    assertThat(action("left_mouse_down", "{}"))
        .isEqualTo(new Action.MouseDown(100, 50, Button.LEFT));
    assertThat(action("left_mouse_up", "{}")).isEqualTo(new Action.MouseUp(100, 50, Button.LEFT));
    assertThat(
            action("left_click_drag", "{\"start_coordinate\": [0, 0], \"coordinate\": [639, 399]}"))
        .isEqualTo(
            new Action.Drag(
                List.of(new Point(0, 0), new Point(1279, 799)), Button.LEFT, List.of()));
    assertThat(action("scroll", "{\"scroll_direction\": \"down\", \"scroll_amount\": 3}"))
        .isEqualTo(new Action.Scroll(100, 50, Direction.DOWN, 3, List.of()));
    assertThat(action("type", "{\"text\": \"hi\"}")).isEqualTo(new Action.Type("hi"));
    assertThat(action("key", "{\"text\": \"ctrl+s\"}")).isEqualTo(new Action.Press("ctrl+s"));
    assertThat(action("key", "{\"text\": \"Down\", \"repeat\": 5}"))
        .isEqualTo(new Action.Press("Down", 5));
    assertThat(action("hold_key", "{\"text\": \"shift\", \"duration\": 2}"))
        .isEqualTo(new Action.Hold("shift", 2_000));
    assertThat(action("wait", "{\"duration\": 3}")).isEqualTo(new Action.Wait(3_000));
    assertThat(read("screenshot", "{}")).isEqualTo(new Intent.See());
    assertThat(read("cursor_position", "{}")).isEqualTo(new Intent.Where());
    assertThat(read("zoom", "{\"region\": [0, 0, 640, 400]}"))
        .isInstanceOfSatisfying(
            Intent.Zoom.class, it -> assertThat(it.region().width()).isBetween(1_270, 1_290));
  }

  @Test
  void readsTheToolOfBeforeTheSameWay() throws ToolFault {
    assertThat(action("computer", "{\"action\": \"left_click\", \"coordinate\": [0, 0]}"))
        .isEqualTo(new Action.Click(0, 0, Button.LEFT, List.of()));
  }

  @Test
  void readsTheOtherToolsByTheirOwnNames() throws ToolFault {
    assertThat(read("read_file", "{\"path\": \"a.txt\"}")).isEqualTo(new Intent.Read("a.txt"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "left_click | {\"coordinate\": [640, 0]} | from 0 to 639",
        "left_click | {\"coordinate\": [-1, 0]} | from 0 to 639",
        "left_click | {\"coordinate\": [1e9, 0]} | from 0 to 639",
        "left_click | {\"coordinate\": [1.5, 0]} | whole number",
        "left_click | {\"coordinate\": \"here\"} | array of 2",
        "left_click | {\"coordinate\": [1]} | array of 2",
        "left_click | {\"x\": 1, \"y\": 2} | no argument",
        "left_click | {\"text\": \"hyper\"} | shift",
        "mouse_move | {} | missing",
        "scroll | {\"scroll_direction\": \"sideways\", \"scroll_amount\": 1} | up, down",
        "scroll | {\"scroll_direction\": \"up\", \"scroll_amount\": 5000} | from 1 to 100",
        "type | {} | missing",
        "wait | {\"duration\": 3600} | from 0 to 60",
        "zoom | {\"region\": [10, 10, 5, 5]} | x1 > x0",
        "zoom | {\"region\": [0, 0, 10]} | array of 4"
      })
  void saysWhatIsWrong(String member, String arguments, String words) {
    assertThatThrownBy(() -> read(member, arguments))
        .isInstanceOf(ToolFault.class)
        .hasMessageContaining(words);
  }

  @Test
  void givesPermissionsOneNameWhateverTheModelCallsIt() throws ToolFault {
    assertThat(Tools.name(read("left_click", "{}"))).isEqualTo("click");
    assertThat(Tools.name(read("type", "{\"text\": \"x\"}"))).isEqualTo("type_text");
    assertThat(Tools.name(new Intent.Zoom(new Rectangle(0, 0, 1, 1)))).isEqualTo("screenshot");
  }
}
