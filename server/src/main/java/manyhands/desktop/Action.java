package manyhands.desktop;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something done with mouse or keyboard. Coordinates are pixels of the screen itself (not of a
/// scaled screenshot). Keys are named as in `ctrl+s`, `Return`, `super`, `F5`, or one character.
/// Modifiers (`shift`, `ctrl`, `alt`, `super`) are held during a mouse action. The JSON form is the
/// same for browser, model, MCP and log: `{"type": "click", "x": 640, "y": 400, "button": "left"}`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Action.Move.class, name = "move"),
  @JsonSubTypes.Type(value = Action.Click.class, name = "click"),
  @JsonSubTypes.Type(value = Action.DoubleClick.class, name = "double_click"),
  @JsonSubTypes.Type(value = Action.TripleClick.class, name = "triple_click"),
  @JsonSubTypes.Type(value = Action.MouseDown.class, name = "mouse_down"),
  @JsonSubTypes.Type(value = Action.MouseUp.class, name = "mouse_up"),
  @JsonSubTypes.Type(value = Action.Drag.class, name = "drag"),
  @JsonSubTypes.Type(value = Action.Scroll.class, name = "scroll"),
  @JsonSubTypes.Type(value = Action.Type.class, name = "type"),
  @JsonSubTypes.Type(value = Action.TypeSecret.class, name = "type_secret"),
  @JsonSubTypes.Type(value = Action.Press.class, name = "press"),
  @JsonSubTypes.Type(value = Action.Hold.class, name = "hold"),
  @JsonSubTypes.Type(value = Action.Wait.class, name = "wait"),
})
public sealed interface Action {

  record Move(int x, int y) implements Action {}

  record Click(int x, int y, Button button, List<String> modifiers) implements Action {}

  record DoubleClick(int x, int y, Button button, List<String> modifiers) implements Action {}

  record TripleClick(int x, int y, Button button, List<String> modifiers) implements Action {}

  /// Presses a button and leaves it down.
  record MouseDown(int x, int y, Button button) implements Action {}

  record MouseUp(int x, int y, Button button) implements Action {}

  /// Presses at the first point, moves through the others, releases at the last; two or more
  /// points.
  record Drag(List<Point> path, Button button, List<String> modifiers) implements Action {}

  /// Turns the wheel by so many notches.
  record Scroll(int x, int y, Direction direction, int ticks, List<String> modifiers)
      implements Action {}

  /// Types text of any script; a line feed is the Return key, a tab the Tab key.
  record Type(String text) implements Action {}

  /// Types a secret that a person gave to the session, known here by its name alone: a seat puts
  /// the keys in at the last moment, and no desktop performs it as it is.
  record TypeSecret(String name, SecretPart what) implements Action {}

  /// What of a secret is typed.
  enum SecretPart {
    @JsonProperty("value")
    VALUE,
    /// The one-time code of the moment.
    @JsonProperty("code")
    CODE
  }

  /// Presses a key or a chord; `times` is null for once.
  record Press(String keys, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer times)
      implements Action {

    public Press {
      times = times != null && times == 1 ? null : times;
    }

    public Press(String keys) {
      this(keys, null);
    }

    /// How often, 1 or more.
    public int count() {
      return times == null ? 1 : times;
    }
  }

  /// Keeps a key or a chord down for so many milliseconds.
  record Hold(String keys, int millis) implements Action {}

  /// Does nothing for so many milliseconds.
  record Wait(int millis) implements Action {}
}
