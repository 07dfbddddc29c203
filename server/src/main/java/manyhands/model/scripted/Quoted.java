package manyhands.model.scripted;

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

  static final char MARK_END = '\uE001';
  private static final Pattern MARKED = Pattern.compile(MARK + "(\\d+)" + MARK_END);

  /// What a quote looks like in a template.
  static final String PATTERN = MARK + "(\\d+)" + MARK_END;

  static Quoted of(String text) {
    return new QuoteReader(text).read();
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
}
