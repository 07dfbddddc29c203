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

  private ComputerTool() {}

  static List<ToolSpec> specs() {
    String button = "{\"enum\": [\"left\", \"middle\", \"right\"]}";
    return ToolSchema.specs(
        new ToolSchema("screenshot", "Shows the screen as it is now."),
        new ToolSchema("click", "Clicks at a pixel of the picture.")
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
      case "click", "double_click", "triple_click" -> click(call.name(), given);
      case "move" -> {
        given.allow(Set.of("x", "y"));
        Point at = given.point();
        yield act(new Action.Move(at.x(), at.y()), SHORT, "Moved to " + at(at));
      }
      case "drag" -> drag(given);
      case "scroll" -> scroll(given);
      case "type_text" -> type(given);
      case "press_key" -> {
        given.allow(Set.of("keys"));
        String keys = given.text("keys", MAX_KEYS).strip();
        yield act(new Action.Press(keys), LONG, "Pressed " + keys);
      }
      case "hold_key" -> {
        given.allow(Set.of("keys", "millis"));
        String keys = given.text("keys", MAX_KEYS).strip();
        int millis = given.integer("millis", 1, MAX_HOLD);
        yield act(new Action.Hold(keys, millis), SHORT, "Held " + keys + " for " + millis + " ms");
      }
      case "wait" -> {
        given.allow(Set.of("millis"));
        int millis = given.integer("millis", 1, MAX_WAIT);
        yield act(new Action.Wait(millis), Duration.ZERO, "Waited " + millis + " ms");
      }
      default -> null;
    };
  }

  private static Intent click(String tool, Arguments given) throws ToolFault {
    given.allow(Set.of("x", "y", "button", "modifiers"));
    Point at = given.point();
    Button button = button(given);
    List<String> held = modifiers(given);
    String how = with(button, held) + " " + at(at);
    return switch (tool) {
      case "double_click" ->
          act(new Action.DoubleClick(at.x(), at.y(), button, held), LONG, "Double-clicked" + how);
      case "triple_click" ->
          act(new Action.TripleClick(at.x(), at.y(), button, held), LONG, "Triple-clicked" + how);
      default -> act(new Action.Click(at.x(), at.y(), button, held), LONG, "Clicked" + how);
    };
  }

  private static Intent drag(Arguments given) throws ToolFault {
    given.allow(Set.of("path", "button", "modifiers"));
    List<Point> path = given.path("path", MAX_PATH);
    Button button = button(given);
    List<String> held = modifiers(given);
    String words =
        "Dragged" + with(button, held) + " " + at(path.getFirst()) + " to " + at(path.getLast());
    return act(new Action.Drag(path, button, held), LONG, words);
  }

  private static Intent scroll(Arguments given) throws ToolFault {
    given.allow(Set.of("x", "y", "direction", "ticks", "modifiers"));
    Point at = given.point();
    Direction direction = one(Direction.values(), given.text("direction", 20), "direction");
    int ticks = given.integer("ticks", 1, MAX_TICKS);
    List<String> held = modifiers(given);
    String words = "Scrolled " + direction.name().toLowerCase(Locale.ROOT) + " " + ticks;
    return act(new Action.Scroll(at.x(), at.y(), direction, ticks, held), LONG, words);
  }

  private static Intent type(Arguments given) throws ToolFault {
    given.allow(Set.of("text"));
    String text = given.anyText("text", MAX_TYPED).replace("\r\n", "\n").replace('\r', '\n');
    if (text.isEmpty()) {
      throw new ToolFault("`text` is empty");
    }
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      throw new ToolFault("`text` holds control characters; use press_key for keys");
    }
    return act(new Action.Type(text), LONG, "Typed \"" + Words.shorten(text) + "\"");
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
    List<String> held = given.texts("modifiers", MODIFIERS.size(), 20);
    if (!MODIFIERS.containsAll(held) || Set.copyOf(held).size() != held.size()) {
      throw new ToolFault("`modifiers` may hold each of " + new TreeSet<>(MODIFIERS) + " once");
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
