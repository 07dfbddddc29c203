package manyhands.model.scripted;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text whose quoted parts stand aside: in `template` each is one mark, so that nothing inside a
/// quote is ever taken for words of the prompt. Quotes are `'...'`, `"..."`, backticks and
/// typographic pairs. Inside a quote the others are plain characters, and a backslash before the
/// closing character makes it plain too. An apostrophe inside a word opens and closes nothing.
record Quoted(String template, List<String> values, List<String> originals) {

  /// Private-use characters around a number; no keyboard types them.
  static final char MARK = '\uE000';

  private static final char MARK_END = '\uE001';
  private static final Pattern MARKED = Pattern.compile(MARK + "(\\d+)" + MARK_END);

  /// What a quote looks like in a template.
  static final String PATTERN = MARK + "(\\d+)" + MARK_END;

  static Quoted of(String text) {
    StringBuilder template = new StringBuilder();
    List<String> values = new ArrayList<>();
    List<String> originals = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = opensAt(text, at) ? closing(text, at) : -1;
      if (end > 0) {
        template.append(MARK).append(values.size()).append(MARK_END);
        values.add(unescape(text.substring(at + 1, end), closers(text.charAt(at))));
        originals.add(text.substring(at, end + 1));
        at = end + 1;
      } else {
        char c = text.charAt(at++);
        template.append(c == MARK || c == MARK_END ? '?' : c);
      }
    }
    return new Quoted(template.toString(), List.copyOf(values), List.copyOf(originals));
  }

  /// A piece of the template with its quotes put back as they were written.
  String restore(String piece) {
    return MARKED
        .matcher(piece)
        .replaceAll(
            mark -> Matcher.quoteReplacement(originals.get(Integer.parseInt(mark.group(1)))));
  }

  String value(String number) {
    return values.get(Integer.parseInt(number));
  }

  private static boolean opensAt(String text, int at) {
    return !closers(text.charAt(at)).isEmpty()
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

  private static int closing(String text, int open) {
    String closers = closers(text.charAt(open));
    for (int at = open + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length() && closers.indexOf(text.charAt(at + 1)) >= 0) {
        // A backslash before the last character of its kind ends the text, as in 'dir\'.
        if (text.indexOf(text.charAt(at + 1), at + 2) >= 0) {
          at++;
        }
      } else if (closers.indexOf(c) >= 0 && endsAt(text, at)) {
        return at;
      }
    }
    return -1;
  }

  /// A single quote may be an apostrophe of the quoted text: one within a word closes nothing.
  private static boolean endsAt(String text, int at) {
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
