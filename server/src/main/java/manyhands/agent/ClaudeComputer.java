package manyhands.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.desktop.Direction;
import manyhands.desktop.Point;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Screenshot;
import manyhands.model.Part.ToolCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Screen, mouse and keyboard as Claude knows them: the members of `computer_toolset_20260801`, and
/// the same as actions of the one tool `computer` of before. Names and arguments are Anthropic's;
/// their meaning is in its documentation of the computer use tool. Coordinates are pixels of the
/// last picture of the whole screen, also after a zoom; without any, it is about where the pointer
/// is.
final class ClaudeComputer {

  /// The tool of before.
  private static final String ONE_TOOL = "computer";

  private static final int MAX_KEYS = 100;
  private static final int MAX_REPEAT = 100;
  private static final int MAX_TICKS = 100;
  private static final int MAX_SECONDS = 60;
  private static final int MAX_HOLD_SECONDS = 10;

  private final Arguments given;
  private final ObjectNode arguments;
  private final Screenshot picture;
  private final Point pointer;

  private ClaudeComputer(ObjectNode arguments, Screenshot picture, Point pointer) {
    this.given = new Arguments(arguments, picture);
    this.arguments = arguments;
    this.picture = picture;
    this.pointer = pointer;
  }

  /// What the call means; null when it is none of these tools. `pointer` is a pixel of the screen.
  static @Nullable Intent read(ToolCall call, Screenshot picture, Point pointer) throws ToolFault {
    String member = call.name();
    ObjectNode arguments = call.arguments();
    if (member.equals(ONE_TOOL)) {
      member = new Arguments(arguments).text("action", MAX_KEYS);
      arguments = arguments.deepCopy();
      arguments.remove("action");
    }
    return new ClaudeComputer(arguments, picture, pointer).read(member);
  }

  private @Nullable Intent read(String member) throws ToolFault {
    return switch (member) {
      case "screenshot" -> {
        given.allow(Set.of());
        yield new Intent.See();
      }
      case "zoom" -> zoom();
      case "cursor_position" -> {
        given.allow(Set.of());
        yield new Intent.Where();
      }
      case "left_click" -> click(Button.LEFT, 1);
      case "right_click" -> click(Button.RIGHT, 1);
      case "middle_click" -> click(Button.MIDDLE, 1);
      case "double_click" -> click(Button.LEFT, 2);
      case "triple_click" -> click(Button.LEFT, 3);
      case "mouse_move" -> {
        given.allow(Set.of("coordinate"));
        Point at = point("coordinate");
        yield ComputerTool.move(at);
      }
      case "left_mouse_down", "left_mouse_up" -> button(member);
      case "left_click_drag" -> drag();
      case "scroll" -> scroll();
      case "type" -> {
        given.allow(Set.of("text"));
        yield ComputerTool.type(given);
      }
      case "key" -> key();
      case "hold_key" -> {
        given.allow(Set.of("text", "duration"));
        int seconds = given.integer("duration", 1, MAX_HOLD_SECONDS);
        yield ComputerTool.hold(keys(), seconds * 1_000);
      }
      case "wait" -> {
        given.allow(Set.of("duration"));
        yield ComputerTool.await(Duration.ofSeconds(given.integer("duration", 0, MAX_SECONDS)));
      }
      default -> null;
    };
  }

  private Intent click(Button button, int times) throws ToolFault {
    given.allow(Set.of("coordinate", "text"));
    return ComputerTool.click(times, where(), button, held());
  }

  private Intent button(String member) throws ToolFault {
    given.allow(Set.of("coordinate"));
    Point at = where();
    boolean down = member.equals("left_mouse_down");
    Action action =
        down
            ? new Action.MouseDown(at.x(), at.y(), Button.LEFT)
            : new Action.MouseUp(at.x(), at.y(), Button.LEFT);
    return ComputerTool.button(action, (down ? "Pressed" : "Released") + " the left button", at);
  }

  private Intent drag() throws ToolFault {
    given.allow(Set.of("start_coordinate", "coordinate", "text"));
    Point from = arguments.has("start_coordinate") ? point("start_coordinate") : pointer;
    return ComputerTool.drag(List.of(from, point("coordinate")), Button.LEFT, held());
  }

  private Intent scroll() throws ToolFault {
    given.allow(Set.of("coordinate", "scroll_direction", "scroll_amount", "text"));
    String direction = given.text("scroll_direction", 20).toUpperCase(Locale.ROOT);
    Direction to =
        Stream.of(Direction.values())
            .filter(it -> it.name().equals(direction))
            .findFirst()
            .orElseThrow(() -> new ToolFault("`scroll_direction` must be up, down, left or right"));
    return ComputerTool.scroll(where(), to, given.integer("scroll_amount", 1, MAX_TICKS), held());
  }

  private Intent key() throws ToolFault {
    given.allow(Set.of("text", "repeat"));
    int times = given.has("repeat") ? given.integer("repeat", 1, MAX_REPEAT) : 1;
    return ComputerTool.press(keys(), times);
  }

  private String keys() throws ToolFault {
    return given.text("text", MAX_KEYS).strip();
  }

  private Intent zoom() throws ToolFault {
    given.allow(Set.of("region"));
    List<Integer> numbers = numbers("region", 4);
    Point from = picture.toScreen(new Point(numbers.get(0), numbers.get(1)));
    Point to = picture.toScreen(new Point(numbers.get(2), numbers.get(3)));
    if (to.x() <= from.x() || to.y() <= from.y()) {
      throw new ToolFault("`region` must be [x0, y0, x1, y1] with x1 > x0 and y1 > y0");
    }
    return new Intent.Zoom(new Rectangle(from.x(), from.y(), to.x() - from.x(), to.y() - from.y()));
  }

  private Point where() throws ToolFault {
    return given.has("coordinate") ? point("coordinate") : pointer;
  }

  private Point point(String name) throws ToolFault {
    List<Integer> numbers = numbers(name, 2);
    return picture.toScreen(new Point(numbers.get(0), numbers.get(1)));
  }

  /// Coordinates, x and y by turns, each on the picture. Some models write `"[1, 2]"`.
  private List<Integer> numbers(String name, int count) throws ToolFault {
    JsonNode value = arguments.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw new ToolFault("the argument `" + name + "` is missing");
    }
    if (!value.isArray() || value.size() != count) {
      throw new ToolFault("`" + name + "` must be an array of " + count + " whole numbers");
    }
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int edge = i % 2 == 0 ? picture.size().width() : picture.size().height();
      // The far edge of a region lies just behind its last pixel.
      numbers.add(Arguments.whole(value.get(i), name, 0, count == 4 ? edge : edge - 1));
    }
    return numbers;
  }

  /// The modifier keys held meanwhile, as in `shift` or `ctrl+shift`.
  private List<String> held() throws ToolFault {
    if (!given.has("text")) {
      return List.of();
    }
    List<String> keys =
        Stream.of(given.text("text", MAX_KEYS).toLowerCase(Locale.ROOT).split("\\+"))
            .map(String::strip)
            .map(key -> key.equals("control") ? "ctrl" : key)
            .map(
                key -> key.equals("cmd") || key.equals("win") || key.equals("meta") ? "super" : key)
            .distinct()
            .toList();
    return ComputerTool.modifiers(keys, "text");
  }
}
