package manyhands.model.scripted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the quotes of a text, in time that grows with its length.
final class QuoteReader {

  private final String text;

  /// Openers that nothing closes any more.
  private final Set<Character> open = new HashSet<>();

  private final Map<Character, Integer> lastPlaces = new HashMap<>();

  QuoteReader(String text) {
    this.text = text;
  }

  Quoted read() {
    StringBuilder template = new StringBuilder();
    List<String> values = new ArrayList<>();
    List<String> originals = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = opensAt(at) ? closing(at) : -1;
      if (end > 0) {
        template.append(Quoted.MARK).append(values.size()).append(Quoted.MARK_END);
        values.add(unescape(text.substring(at + 1, end), closers(text.charAt(at))));
        originals.add(text.substring(at, end + 1));
        at = end + 1;
      } else {
        char c = text.charAt(at++);
        template.append(c == Quoted.MARK || c == Quoted.MARK_END ? '?' : c);
      }
    }
    return new Quoted(template.toString(), List.copyOf(values), List.copyOf(originals));
  }

  private boolean opensAt(int at) {
    char c = text.charAt(at);
    return !closers(c).isEmpty()
        && !open.contains(c)
        && (at == 0 || !Character.isLetterOrDigit(text.codePointBefore(at)));
  }

  private static String closers(char opener) {
    return switch (opener) {
      case '\'', '"', '`' -> String.valueOf(opener);
      case '\u2018' -> "\u2019";
      case '\u201A' -> "\u2018\u2019";
      case '\u201C' -> "\u201D";
      case '\u201E' -> "\u201C\u201D";
      case '\u00AB' -> "\u00BB";
      default -> "";
    };
  }

  private int closing(int from) {
    String closers = closers(text.charAt(from));
    for (int at = from + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length() && closers.indexOf(text.charAt(at + 1)) >= 0) {
        // A backslash before the last character of its kind ends the text, as in 'dir\'.
        if (lastPlace(text.charAt(at + 1)) > at + 1) {
          at++;
        }
      } else if (closers.indexOf(c) >= 0 && endsAt(at)) {
        return at;
      }
    }
    open.add(text.charAt(from));
    return -1;
  }

  private int lastPlace(char c) {
    return lastPlaces.computeIfAbsent(c, text::lastIndexOf);
  }

  /// A single quote may be an apostrophe of the quoted text: one within a word closes nothing.
  private boolean endsAt(int at) {
    char c = text.charAt(at);
    boolean apostrophe = c == '\'' || c == '\u2019';
    return !apostrophe
        || at + 1 == text.length()
        || Character.isWhitespace(text.charAt(at + 1))
        || ".,;:!?)]}>".indexOf(text.charAt(at + 1)) >= 0;
  }

  private static String unescape(String inner, String closers) {
    StringBuilder plain = new StringBuilder();
    for (int at = 0; at < inner.length(); at++) {
      boolean escapes =
          inner.charAt(at) == '\\'
              && at + 1 < inner.length()
              && closers.indexOf(inner.charAt(at + 1)) >= 0;
      plain.append(inner.charAt(escapes ? ++at : at));
    }
    return plain.toString();
  }
}
