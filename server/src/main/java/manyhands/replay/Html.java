package manyhands.replay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Text of strangers, made fit for a page that runs nothing.
final class Html {

  /// Characters of one text that a page shows; all of it is in `events.jsonl`.
  private static final int LONGEST = 20_000;

  private Html() {}

  /// The text as text, wherever it stands in a page: between tags or in a quoted attribute.
  static String text(String text) {
    boolean cut = text.length() > LONGEST;
    StringBuilder safe = new StringBuilder();
    for (int character : (cut ? text.substring(0, LONGEST) : text).codePoints().toArray()) {
      switch (character) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.appendCodePoint(harmless(character) ? character : 0xFFFD);
      }
    }
    return cut ? safe.append(" … (the rest is in events.jsonl)").toString() : safe.toString();
  }

  /// Neither controls, nor halves of characters, nor what turns the direction of writing around.
  private static boolean harmless(int character) {
    if (character == '\n' || character == '\t') {
      return true;
    }
    boolean turns =
        (character >= 0x202A && character <= 0x202E)
            || (character >= 0x2066 && character <= 0x2069);
    return !turns && !Character.isISOControl(character) && isCharacter(character);
  }

  private static boolean isCharacter(int character) {
    return Character.getType(character) != Character.SURROGATE
        && Character.getType(character) != Character.UNASSIGNED;
  }

  /// A path within the zip as an address that is relative to the page.
  static String address(String path) {
    String escaped = URLEncoder.encode(path, StandardCharsets.UTF_8);
    return escaped.replace("+", "%20").replace("%2F", "/");
  }
}
