package manyhands.app;

/// Makes text from a desktop or a model harmless for a terminal: escape sequences, other controls
/// and characters that reverse the direction of writing would let it draw what it likes.
final class Clean {
  private static final int REPLACEMENT = 0xFFFD;

  private Clean() {}

  /// The text on one line, at most so many characters.
  static String line(String text, int atMost) {
    StringBuilder clean = new StringBuilder();
    int count = 0;
    for (int character : text.codePoints().toArray()) {
      if (count == atMost - 1) {
        return clean.append('…').toString();
      }
      clean.appendCodePoint(harmless(character));
      count++;
    }
    return clean.toString();
  }

  private static int harmless(int character) {
    if (character == '\n' || character == '\r' || character == '\t') {
      return ' ';
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          REPLACEMENT;
      default -> character;
    };
  }
}
