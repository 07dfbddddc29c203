package manyhands.model.scripted;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Splits a prompt into tasks: at the ends of sentences and lines, at semicolons, before items of
/// lists, and at "then", which makes a task depend on the one before it. Quoted text never splits.
final class PromptSplitter {

  /// A task in the prompt's own words.
  record Piece(String text, boolean afterPrevious) {}

  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "e.g", "i.e", "eg", "ie", "vs", "mr", "mrs", "ms", "dr", "cf", "approx", "incl", "resp");

  private static final Pattern THEN =
      Pattern.compile(
          "(?i)(?:^|(?<![\\s,])[\\s,]+)(?:and\\s+)?(?:then|after\\s+that|afterwards)\\b[\\s,:]*");

  private static final Pattern LIST_ITEM = Pattern.compile("^\\s*(?:\\d{1,3}[.)]|[-*\u2022])\\s+");

  private PromptSplitter() {}

  static List<Piece> split(String prompt) {
    Quoted quoted = Quoted.of(prompt);
    List<Piece> pieces = new ArrayList<>();
    for (String sentence : sentences(quoted)) {
      boolean after = false;
      Matcher then = THEN.matcher(sentence);
      int from = 0;
      while (then.find()) {
        add(pieces, quoted, sentence.substring(from, then.start()), after);
        after = true;
        from = then.end();
      }
      add(pieces, quoted, sentence.substring(from), after);
    }
    return pieces;
  }

  private static void add(List<Piece> pieces, Quoted quoted, String text, boolean after) {
    String clean = Trim.end(Trim.both(text, ",.!?:\u2026", ",!?:\u2026"), ".");
    if (!clean.isEmpty()) {
      pieces.add(new Piece(quoted.restore(clean), after && !pieces.isEmpty()));
    }
  }

  private static List<String> sentences(Quoted quoted) {
    List<String> sentences = new ArrayList<>();
    for (String line : quoted.template().split("[;\\r\\n]")) {
      String text = LIST_ITEM.matcher(line.replaceAll("\\s+", " ")).replaceFirst("");
      int from = 0;
      for (int at = 0; at < text.length(); at++) {
        boolean last = at + 1 == text.length() || text.charAt(at + 1) == ' ';
        if (last && endsSentence(quoted, text, from, at)) {
          sentences.add(LIST_ITEM.matcher(text.substring(from, at + 1)).replaceFirst(""));
          from = at + 1;
        }
      }
      sentences.add(LIST_ITEM.matcher(text.substring(from)).replaceFirst(""));
    }
    return sentences;
  }

  private static boolean endsSentence(Quoted quoted, String text, int from, int at) {
    return switch (text.charAt(at)) {
      case '!', '?' -> true;
      case '.' -> {
        int word = Math.max(from, text.lastIndexOf(' ', at) + 1);
        boolean first = text.substring(from, word).isBlank();
        String before = text.substring(word, at).toLowerCase(Locale.ROOT);
        boolean item = first && before.matches("\\d{1,3}");
        yield !item && !ABBREVIATIONS.contains(before.replaceAll("^[(\\[]", ""));
      }
      case Quoted.MARK_END -> quoteEndsSentence(quoted, text, at);
      default -> false;
    };
  }

  /// "Type 'Hello.' Open ..." ends a sentence inside its quote.
  private static boolean quoteEndsSentence(Quoted quoted, String text, int at) {
    String value = quoted.value(text.substring(text.lastIndexOf(Quoted.MARK, at) + 1, at));
    boolean ends = !value.isEmpty() && ".!?".indexOf(value.charAt(value.length() - 1)) >= 0;
    return ends && at + 2 < text.length() && Character.isUpperCase(text.codePointAt(at + 2));
  }
}
