package manyhands.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import manyhands.desktop.Button;
import manyhands.desktop.Direction;
import manyhands.desktop.Point;
import manyhands.desktop.Screenshot;
import manyhands.model.Part.ToolCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Screen, mouse and keyboard as OpenAI's models know them: the actions of the Responses API's tool
/// `computer`. Names and arguments are OpenAI's; their meaning is in its guide to computer use.
/// Coordinates are pixels of the last picture.
final class OpenAiComputer {

  /// Where the model's provider says what a person should know before the action is done.
  private static final String CHECKS = "pending_safety_checks";

  /// OpenAI's own examples turn the wheel once for a hundred pixels, and wait for two seconds.
  private static final double PIXELS_OF_A_TICK = 100;

  private static final Duration WAIT = Duration.ofSeconds(2);
  private static final int MAX_PIXELS = 10_000;
  private static final int MAX_PATH = 100;
  private static final int MAX_KEYS = 10;
  private static final int MAX_NAME = 40;
  private static final int MAX_WARNING = 1_000;

  private static final Map<String, String> MODIFIERS =
      Map.ofEntries(
          Map.entry("shift", "shift"),
          Map.entry("ctrl", "ctrl"),
          Map.entry("control", "ctrl"),
          Map.entry("alt", "alt"),
          Map.entry("option", "alt"),
          Map.entry("super", "super"),
          Map.entry("meta", "super"),
          Map.entry("cmd", "super"),
          Map.entry("command", "super"),
          Map.entry("win", "super"));

  private final ObjectNode arguments;
  private final Arguments given;
  private final Screenshot picture;

  private OpenAiComputer(ObjectNode arguments, Screenshot picture) {
    this.arguments = arguments;
    this.given = new Arguments(arguments, picture);
    this.picture = picture;
  }

  /// What the call means; null when it is no action of the computer's.
  static @Nullable Intent read(ToolCall call, Screenshot picture) throws ToolFault {
    ObjectNode arguments = call.arguments().deepCopy();
    arguments.remove(CHECKS);
    return new OpenAiComputer(arguments, picture).read(call.name());
  }

  /// What a person is told before they allow a call that OpenAI has doubts about; else empty.
  static String warning(ToolCall call) {
    StringBuilder words = new StringBuilder();
    for (JsonNode check : call.arguments().path(CHECKS)) {
      String code = check.path("code").stringValue("");
      String message = check.path("message").stringValue("");
      words.append(words.isEmpty() ? "" : "; ").append(message.isBlank() ? code : message);
    }
    return call.arguments().path(CHECKS).isEmpty()
        ? ""
        : "\nOpenAI wants a person to look at this first: "
            + Words.cut(words.toString(), MAX_WARNING);
  }

  private @Nullable Intent read(String action) throws ToolFault {
    return switch (action) {
      case "screenshot" -> {
        given.allow(Set.of());
        yield new Intent.See();
      }
      case "click" -> {
        given.allow(Set.of("x", "y", "button", "keys"));
        yield ComputerTool.click(1, given.point(), button(), held());
      }
      case "double_click" -> {
        given.allow(Set.of("x", "y", "keys"));
        yield ComputerTool.click(2, given.point(), Button.LEFT, held());
      }
      case "move" -> {
        given.allow(Set.of("x", "y", "keys"));
        yield ComputerTool.move(given.point());
      }
      case "drag" -> {
        given.allow(Set.of("path", "keys"));
        yield ComputerTool.drag(path(), Button.LEFT, held());
      }
      case "scroll" -> {
        given.allow(Set.of("x", "y", "scroll_x", "scroll_y", "keys"));
        yield scroll(given.point());
      }
      case "type" -> {
        given.allow(Set.of("text"));
        yield ComputerTool.type(given);
      }
      case "keypress" -> {
        given.allow(Set.of("keys"));
        yield press();
      }
      case "wait" -> {
        given.allow(Set.of("ms"));
        yield ComputerTool.await(WAIT);
      }
      default -> null;
    };
  }

  private Button button() throws ToolFault {
    if (!given.has("button")) {
      return Button.LEFT;
    }
    String name = given.text("button", MAX_NAME);
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "left" -> Button.LEFT;
      case "right" -> Button.RIGHT;
      case "wheel", "middle" -> Button.MIDDLE;
      case "back" -> throw new ToolFault("this mouse has no back button; press ALT and LEFT");
      case "forward" ->
          throw new ToolFault("this mouse has no forward button; press ALT and RIGHT");
      default -> throw new ToolFault("`button` must be left, right or wheel");
    };
  }

  /// The wheel knows one direction at a time: the one in which it is to go farther.
  private Intent scroll(Point at) throws ToolFault {
    int across = given.has("scroll_x") ? given.integer("scroll_x", -MAX_PIXELS, MAX_PIXELS) : 0;
    int down = given.has("scroll_y") ? given.integer("scroll_y", -MAX_PIXELS, MAX_PIXELS) : 0;
    if (across == 0 && down == 0) {
      throw new ToolFault("`scroll_x` and `scroll_y` are both 0");
    }
    boolean vertical = Math.abs(down) >= Math.abs(across);
    int pixels = vertical ? down : across;
    int ticks = (int) Math.max(1, Math.round(Math.abs(pixels) / PIXELS_OF_A_TICK));
    Direction direction;
    if (vertical) {
      direction = pixels < 0 ? Direction.UP : Direction.DOWN;
    } else {
      direction = pixels < 0 ? Direction.LEFT : Direction.RIGHT;
    }
    return ComputerTool.scroll(at, direction, ticks, held());
  }

  /// A path comes as `{x, y}` or as pairs of numbers.
  private List<Point> path() throws ToolFault {
    ArrayNode points = JsonNodeFactory.instance.arrayNode();
    for (JsonNode point : arguments.path("path")) {
      points.add(
          point.isArray() && point.size() == 2
              ? JsonNodeFactory.instance.objectNode().set("x", point.get(0)).set("y", point.get(1))
              : point);
    }
    ObjectNode read = JsonNodeFactory.instance.objectNode();
    read.set("path", points);
    return new Arguments(read, picture).path("path", MAX_PATH);
  }

  /// A chord, in any case: `["CTRL", "S"]`; the same key several times is pressed that often.
  private Intent press() throws ToolFault {
    List<String> modifiers = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (String name : names()) {
      String modifier = MODIFIERS.get(name.toLowerCase(Locale.ROOT));
      if (modifier == null) {
        keys.add(name.length() == 1 ? name.toLowerCase(Locale.ROOT) : name);
      } else if (!modifiers.contains(modifier)) {
        modifiers.add(modifier);
      }
    }
    if (Set.copyOf(keys).size() > 1) {
      throw new ToolFault("`keys` holds several keys; give each an action of its own");
    }
    List<String> chord = new ArrayList<>(modifiers);
    keys.stream().limit(1).forEach(chord::add);
    return ComputerTool.press(String.join("+", chord), Math.max(1, keys.size()));
  }

  private List<String> names() throws ToolFault {
    List<String> names =
        given.texts("keys", MAX_KEYS, MAX_NAME).stream()
            .flatMap(key -> key.length() > 1 ? Stream.of(key.split("\\+")) : Stream.of(key))
            .map(String::strip)
            .filter(key -> !key.isEmpty())
            .toList();
    if (names.isEmpty()) {
      throw new ToolFault("`keys` is empty");
    }
    return names;
  }

  private List<String> held() throws ToolFault {
    if (!given.has("keys")) {
      return List.of();
    }
    List<String> held = new ArrayList<>();
    for (String name : given.texts("keys", MAX_KEYS, MAX_NAME)) {
      String modifier = MODIFIERS.getOrDefault(name.toLowerCase(Locale.ROOT), name);
      if (!held.contains(modifier)) {
        held.add(modifier);
      }
    }
    return ComputerTool.modifiers(held, "keys");
  }
}
