package manyhands.model.scripted;

/// Takes characters off the ends of a text. (A regular expression would try every run of them in
/// the middle, too, over and over.)
final class Trim {

  private Trim() {}

  /// Without these characters, and without space, at its beginning and its end.
  static String both(String text, String first, String last) {
    int from = 0;
    while (from < text.length() && isOne(text.charAt(from), first)) {
      from++;
    }
    return end(text.substring(from), last);
  }

  static String end(String text, String last) {
    int to = text.length();
    while (to > 0 && isOne(text.charAt(to - 1), last)) {
      to--;
    }
    return text.substring(0, to);
  }

  private static boolean isOne(char c, String of) {
    return Character.isWhitespace(c) || of.indexOf(c) >= 0;
  }
}
