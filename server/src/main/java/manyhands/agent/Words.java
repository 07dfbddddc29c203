package manyhands.agent;

import java.util.Map;

/// Texts cut down for people and logs.
final class Words {

  /// A line that a person reads at a glance.
  private static final int GLANCE = 120;

  private static final Map<String, String> ORDERS =
      Map.of(
          "Clicked", "Click",
          "Double-clicked", "Double-click",
          "Triple-clicked", "Triple-click",
          "Dragged", "Drag",
          "Scrolled", "Scroll",
          "Pressed", "Press",
          "Released", "Release",
          "Held", "Hold",
          "Moved", "Move",
          "Waited", "Wait");

  private Words() {}

  /// One line of at most about 120 characters.
  static String shorten(String text) {
    return cut(text.strip().replaceAll("\\s+", " "), GLANCE);
  }

  /// The text's beginning, never half a character, and how much is missing.
  static String cut(String text, int atMost) {
    if (text.length() <= atMost) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(atMost - 1)) ? atMost - 1 : atMost;
    return text.substring(0, end) + "... (" + (text.length() - end) + " more characters)";
  }

  /// What was worded as done, as an order: "Dragged 1, 2 to 3, 4" is "Drag 1, 2 to 3, 4".
  static String asOrder(String done) {
    for (Map.Entry<String, String> verb : ORDERS.entrySet()) {
      if (done.startsWith(verb.getKey())) {
        return verb.getValue() + done.substring(verb.getKey().length());
      }
    }
    return done;
  }

  /// Whether the text can be encoded: no half of a surrogate pair stands alone.
  static boolean isWhole(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
