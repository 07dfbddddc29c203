package manyhands.mcp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.desktop.DesktopId;
import manyhands.desktop.Direction;
import manyhands.desktop.Patience;
import manyhands.desktop.Point;
import manyhands.desktop.Scale;
import manyhands.desktop.Settled;
import manyhands.desktop.Size;
import manyhands.session.OpenDesktops;

/// Mouse and keyboard of a desktop. Coordinates are pixels of the picture that clients get.
final class InputTools {

  private static final int MAX_TEXT = 20_000;
  private static final int MAX_KEYS = 100;
  private static final int MAX_POINTS = 100;
  private static final int MAX_TICKS = 100;

  /// A longer wait is better asked for again, with a look between.
  private static final int MAX_WAIT = 60_000;

  private static final Set<String> MODIFIERS = Set.of("shift", "ctrl", "alt", "super");
  private static final String PICTURE = "screenshot";

  /// As for agents: most programs draw within two frames, and two seconds bound the rest.
  private static final Patience PATIENCE =
      new Patience(Duration.ofMillis(150), Duration.ofMillis(120), Duration.ofSeconds(2));

  /// What the arguments of a tool mean, with the names that it takes besides `desktop` and
  /// `screenshot`.
  private record Meaning(Set<String> names, Reader reader) {
    interface Reader {
      Action read(Arguments given, Scale scale);
    }
  }

  private final OpenDesktops desktops;
  private final Aim aim;
  private final Sight sight;

  InputTools(OpenDesktops desktops, Aim aim, Sight sight) {
    this.desktops = desktops;
    this.aim = aim;
    this.sight = sight;
  }

  List<Tool> tools() {
    return List.of(
        input(
            "click",
            "Clicks at a pixel of the picture.",
            modifiers(button(point(schema()))),
            (given, scale) -> {
              Point at = at(given, scale);
              return new Action.Click(at.x(), at.y(), button(given), held(given));
            }),
        input(
            "double_click",
            "Double-clicks at a pixel of the picture.",
            modifiers(button(point(schema()))),
            (given, scale) -> {
              Point at = at(given, scale);
              return new Action.DoubleClick(at.x(), at.y(), button(given), held(given));
            }),
        input(
            "move",
            "Moves the mouse pointer.",
            point(schema()),
            (given, scale) -> {
              Point at = at(given, scale);
              return new Action.Move(at.x(), at.y());
            }),
        input(
            "drag",
            "Presses at the first point, moves through the others, releases at the last.",
            modifiers(button(path(schema()))),
            (given, scale) -> new Action.Drag(path(given, scale), button(given), held(given))),
        input(
            "scroll",
            "Turns the mouse wheel at a pixel of the picture.",
            modifiers(wheel(point(schema()))),
            InputTools::scroll),
        input(
            "type_text",
            "Types text of any script where the focus is; a line feed is the Return key.",
            schema().text("text", "what to type, at most " + MAX_TEXT + " characters"),
            (given, _) -> new Action.Type(given.text("text", MAX_TEXT))),
        input(
            "press_key",
            "Presses a key or chord, such as Return, F5, ctrl+s or super+t.",
            schema().text("keys", "the key or chord"),
            (given, _) -> new Action.Press(given.text("keys", MAX_KEYS).strip())),
        input(
            "wait",
            "Waits, then shows the screen. Not needed after an action: those wait for the screen.",
            schema().integer("millis", 1, MAX_WAIT, "how long, in milliseconds"),
            (given, _) -> new Action.Wait(given.integer("millis", 1, MAX_WAIT))));
  }

  private Schema schema() {
    return aim.schema()
        .flag(PICTURE + "?", "whether to show the screen afterwards; true when left out");
  }

  private static Schema button(Schema schema) {
    return schema.oneOf(
        "button?", Arguments.words(Button.class), "which button; the left one when left out");
  }

  private static Schema modifiers(Schema schema) {
    return schema.texts("modifiers?", MODIFIERS, "keys held meanwhile");
  }

  private static Schema point(Schema schema) {
    return schema
        .integer("x", 0, 65_535, "pixels from the left edge of the picture")
        .integer("y", 0, 65_535, "pixels from its top");
  }

  private static Schema path(Schema schema) {
    return schema.with(
        "path",
        Map.of(
            "type",
            "array",
            "minItems",
            2,
            "maxItems",
            MAX_POINTS,
            "items",
            point(new Schema()).build()));
  }

  private static Schema wheel(Schema schema) {
    return schema
        .oneOf(
            "direction?",
            Arguments.words(Direction.class),
            "where the view moves; down when left out")
        .integer("ticks?", 1, MAX_TICKS, "notches of the wheel; 3 when left out");
  }

  private Tool input(String name, String words, Schema schema, Meaning.Reader reader) {
    Meaning meaning = new Meaning(Set.copyOf(schema.names()), reader);
    return new Tool(
        name,
        name.replace('_', ' '),
        words,
        schema.build(),
        name.equals("wait") || name.equals("move") ? Tool.Effect.ADDS : Tool.Effect.CHANGES,
        (given, _) -> act(meaning, given));
  }

  private Answer act(Meaning meaning, Arguments given) {
    given.allow(meaning.names());
    boolean show = given.flag(PICTURE, true);
    DesktopId id = aim.at(given);
    Action action = meaning.reader().read(given, sight.scale(id));
    Answer heldBack = sight.perform(id, action);
    if (heldBack != null) {
      return heldBack;
    }
    String words = "Done." + (action instanceof Action.Wait ? "" : settled(id));
    if (show) {
      return Answer.of(sight.show(id, words), null);
    }
    sight.forget(id);
    return Answer.of(words);
  }

  private String settled(DesktopId id) {
    Settled settled = desktops.settle(id, PATIENCE);
    if (!settled.quiet()) {
      return " The screen still changes: look again before you go on.";
    }
    return settled.changed().isEmpty() ? " Nothing has changed on the screen so far." : "";
  }

  private static Action scroll(Arguments given, Scale scale) {
    Point at = at(given, scale);
    return new Action.Scroll(
        at.x(),
        at.y(),
        given.one(Direction.class, "direction", Direction.DOWN),
        given.integer("ticks", 1, MAX_TICKS, 3),
        held(given));
  }

  private static Point at(Arguments given, Scale scale) {
    Size picture = scale.picture();
    try {
      int x = given.integer("x", 0, picture.width() - 1);
      int y = given.integer("y", 0, picture.height() - 1);
      return scale.toScreen(new Point(x, y));
    } catch (BadArguments e) {
      throw new BadArguments(
          e.getMessage() + " (coordinates are pixels of the picture, which is " + picture + ")");
    }
  }

  private static List<Point> path(Arguments given, Scale scale) {
    List<Point> path = new ArrayList<>();
    for (Arguments point : given.objects("path", 2, MAX_POINTS)) {
      point.allow(Set.of("x", "y"));
      path.add(at(point, scale));
    }
    return List.copyOf(path);
  }

  private static Button button(Arguments given) {
    return given.one(Button.class, "button", Button.LEFT);
  }

  private static List<String> held(Arguments given) {
    List<String> held = given.texts("modifiers", MODIFIERS.size(), 10);
    if (!MODIFIERS.containsAll(held)) {
      throw new BadArguments("`modifiers` are " + String.join(", ", new TreeSet<>(MODIFIERS)));
    }
    return held;
  }
}
