package manyhands.agent;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.desktop.Direction;
import manyhands.desktop.Patience;
import manyhands.desktop.Point;
import manyhands.desktop.Screenshot;
import manyhands.model.Part.ToolCall;
import manyhands.model.ToolSpec;
import org.jspecify.annotations.Nullable;

/// The tools for screen, mouse and keyboard as models know them, and their meaning. Coordinates are
/// pixels of the last picture that the model was shown.
final class ComputerTool {

  /// About what a person types in five minutes; longer texts belong in `write_file`.
  private static final int MAX_TYPED = 20_000;

  private static final int MAX_KEYS = 100;
  private static final int MAX_PATH = 100;
  private static final int MAX_TICKS = 100;

  /// A longer wait is better asked for again, with a look between.
  private static final int MAX_WAIT = 60_000;

  private static final int MAX_HOLD = 10_000;

  private static final Set<String> MODIFIERS = Set.of("shift", "ctrl", "alt", "super");

  // A program that reacts at all usually draws within two frames; what comes later is caught before
  // the next action by comparing.
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofMillis(150);
  private static final Duration QUIET = Duration.ofMillis(120);
  private static final Duration AT_MOST = Duration.ofSeconds(2);

  static final Patience AFTER_TYPING = new Patience(LONG, QUIET, AT_MOST);

  private ComputerTool() {}

  static List<ToolSpec> specs() {
    String button = "{\"enum\": [\"left\", \"middle\", \"right\"]}";
    return ToolSchema.specs(
        new ToolSchema("screenshot", "Shows the screen as it is now."),
        new ToolSchema("zoom", "Shows a part of the picture larger, to read what is small.")
            .at()
            .with("width", "{\"type\": \"integer\", \"minimum\": 1}")
            .with("height", "{\"type\": \"integer\", \"minimum\": 1}"),
        new ToolSchema("click", "Clicks at a point of the picture.")
            .at()
            .with("button?", button)
            .modifiers(),
        new ToolSchema("double_click", "Double-clicks.").at().with("button?", button).modifiers(),
        new ToolSchema("triple_click", "Triple-clicks.").at().with("button?", button).modifiers(),
        new ToolSchema("move", "Moves the mouse pointer.").at(),
        new ToolSchema("drag", "Presses at the first point, moves along, releases at the last.")
            .with(
                "path",
                """
                {"type": "array", "minItems": 2, "maxItems": 100, "items": {"type": "object",
                 "properties": {"x": {"type": "integer", "minimum": 0},
                   "y": {"type": "integer", "minimum": 0}},
                 "required": ["x", "y"], "additionalProperties": false}}\
                """)
            .with("button?", button)
            .modifiers(),
        new ToolSchema("scroll", "Turns the mouse wheel.")
            .at()
            .with("direction", "{\"enum\": [\"up\", \"down\", \"left\", \"right\"]}")
            .with("ticks", "{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 100}")
            .modifiers(),
        new ToolSchema("type_text", "Types text; a line feed is the Return key.")
            .with("text", "{\"type\": \"string\"}"),
        new ToolSchema("press_key", "Presses a key or chord, such as Return, F5 or ctrl+s.")
            .with("keys", "{\"type\": \"string\"}"),
        new ToolSchema("hold_key", "Keeps a key or chord down.")
            .with("keys", "{\"type\": \"string\"}")
            .with("millis", "{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 10000}"),
        new ToolSchema("wait", "Waits, then shows the screen.")
            .with("millis", "{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 60000}"));
  }

  /// What the call means; null when it is none of these tools.
  static @Nullable Intent read(ToolCall call, Screenshot picture) throws ToolFault {
    Arguments given = new Arguments(call.arguments(), picture);
    return switch (call.name()) {
      case "screenshot" -> {
        given.allow(Set.of());
        yield new Intent.See();
      }
      case "zoom" -> {
        given.allow(Set.of("x", "y", "width", "height"));
        yield new Intent.Zoom(given.region());
      }
      case "click", "double_click", "triple_click" -> click(call.name(), given);
      case "move" -> {
        given.allow(Set.of("x", "y"));
        yield move(given.point());
      }
      case "drag" -> {
        given.allow(Set.of("path", "button", "modifiers"));
        yield drag(given.path("path", MAX_PATH), button(given), modifiers(given));
      }
      case "scroll" -> scroll(given);
      case "type_text" -> {
        given.allow(Set.of("text"));
        yield type(given);
      }
      case "press_key" -> {
        given.allow(Set.of("keys"));
        yield press(given.text("keys", MAX_KEYS).strip(), 1);
      }
      case "hold_key" -> {
        given.allow(Set.of("keys", "millis"));
        yield hold(given.text("keys", MAX_KEYS).strip(), given.integer("millis", 1, MAX_HOLD));
      }
      case "wait" -> {
        given.allow(Set.of("millis"));
        yield await(Duration.ofMillis(given.integer("millis", 1, MAX_WAIT)));
      }
      default -> null;
    };
  }

  private static Intent click(String tool, Arguments given) throws ToolFault {
    given.allow(Set.of("x", "y", "button", "modifiers"));
    int times =
        switch (tool) {
          case "double_click" -> 2;
          case "triple_click" -> 3;
          default -> 1;
        };
    return click(times, given.point(), button(given), modifiers(given));
  }

  private static Intent scroll(Arguments given) throws ToolFault {
    given.allow(Set.of("x", "y", "direction", "ticks", "modifiers"));
    Point at = given.point();
    Direction direction = one(Direction.values(), given.text("direction", 20), "direction");
    return scroll(at, direction, given.integer("ticks", 1, MAX_TICKS), modifiers(given));
  }

  // What follows is what all kinds of models mean by their calls, whatever these look like.

  static Intent move(Point at) {
    return act(new Action.Move(at.x(), at.y()), SHORT, "Moved to " + at(at));
  }

  /// Clicks once, twice or three times.
  static Intent click(int times, Point at, Button button, List<String> held) {
    String how = with(button, held) + " " + at(at);
    return switch (times) {
      case 3 ->
          act(new Action.TripleClick(at.x(), at.y(), button, held), LONG, "Triple-clicked" + how);
      case 2 ->
          act(new Action.DoubleClick(at.x(), at.y(), button, held), LONG, "Double-clicked" + how);
      default -> act(new Action.Click(at.x(), at.y(), button, held), LONG, "Clicked" + how);
    };
  }

  /// A button pressed or released by itself.
  static Intent button(Action action, String words, Point at) {
    return act(action, SHORT, words + " at " + at(at));
  }

  static Intent drag(List<Point> path, Button button, List<String> held) {
    String words =
        "Dragged" + with(button, held) + " " + at(path.getFirst()) + " to " + at(path.getLast());
    return act(new Action.Drag(path, button, held), LONG, words);
  }

  static Intent scroll(Point at, Direction direction, int ticks, List<String> held) {
    String words = "Scrolled " + direction.name().toLowerCase(Locale.ROOT) + " " + ticks;
    return act(new Action.Scroll(at.x(), at.y(), direction, ticks, held), LONG, words);
  }

  /// Types the argument `text`.
  static Intent type(Arguments given) throws ToolFault {
    String text = given.anyText("text", MAX_TYPED).replace("\r\n", "\n").replace('\r', '\n');
    if (text.isEmpty()) {
      throw new ToolFault("`text` is empty");
    }
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      throw new ToolFault("`text` holds control characters; press keys one by one instead");
    }
    return act(new Action.Type(text), LONG, "Typed \"" + Words.shorten(text) + "\"");
  }

  static Intent press(String keys, int times) {
    String words = "Pressed " + keys + (times == 1 ? "" : " " + times + " times");
    return act(new Action.Press(keys, times), LONG, words);
  }

  static Intent hold(String keys, int millis) {
    return act(new Action.Hold(keys, millis), SHORT, "Held " + keys + " for " + millis + " ms");
  }

  static Intent await(Duration time) {
    int millis = Math.toIntExact(time.toMillis());
    return act(new Action.Wait(millis), Duration.ZERO, "Waited " + millis + " ms");
  }

  private static Intent act(Action action, Duration firstChange, String words) {
    return new Intent.Act(action, new Patience(firstChange, QUIET, AT_MOST), words);
  }

  private static Button button(Arguments given) throws ToolFault {
    return given.has("button")
        ? one(Button.values(), given.text("button", 20), "button")
        : Button.LEFT;
  }

  private static List<String> modifiers(Arguments given) throws ToolFault {
    if (!given.has("modifiers")) {
      return List.of();
    }
    return modifiers(given.texts("modifiers", MODIFIERS.size(), 20), "modifiers");
  }

  /// Checks the keys held down meanwhile, which stood in that argument.
  static List<String> modifiers(List<String> held, String argument) throws ToolFault {
    if (!MODIFIERS.containsAll(held) || Set.copyOf(held).size() != held.size()) {
      throw new ToolFault(
          "`" + argument + "` may hold each of " + new TreeSet<>(MODIFIERS) + " once");
    }
    return held;
  }

  private static <E extends Enum<E>> E one(E[] values, String name, String argument)
      throws ToolFault {
    for (E value : values) {
      if (value.name().equals(name.toUpperCase(Locale.ROOT))) {
        return value;
      }
    }
    throw new ToolFault(
        "`"
            + argument
            + "` must be one of "
            + List.of(values).stream()
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList());
  }

  private static String with(Button button, List<String> held) {
    String words = button == Button.LEFT ? "" : " " + button.name().toLowerCase(Locale.ROOT);
    return held.isEmpty() ? words : words + " with " + String.join("+", held);
  }

  private static String at(Point at) {
    return at.x() + ", " + at.y();
  }
}
