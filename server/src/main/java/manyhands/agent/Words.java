package manyhands.agent;

/// Texts cut down for people and logs.
final class Words {

  /// A line that a person reads at a glance.
  private static final int GLANCE = 120;

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

  /// Whether the text can be encoded: no half of a surrogate pair stands alone.
  static boolean isWhole(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
