package manyhands.agent;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds words in material that read like orders to a model. A heuristic: it knows some phrases in
/// English and nothing that stands in a picture, so that finding nothing means little.
final class Suspicion {

  /// More than any tool result holds.
  private static final int MOST_READ = 100_000;

  private static final String FILLER = "(?:\\s+\\S{1,20}){0,4}?\\s+";

  private static final List<Pattern> PHRASES =
      List.of(
          // "Ignore all of the previous instructions", "disregard your rules".
          phrase(
              "(?:ignore|disregard|forget|override|bypass)"
                  + FILLER
                  + "(?:instructions?|prompts?|rules|guidelines|directives|orders)"),
          phrase(
              "(?:new|updated|real|actual) (?:system )?(?:instructions?|directives?)(?: are)? ?:"),
          phrase("you are now (?:in )?(?:a|an|the|dan|developer mode|unrestricted)"),
          phrase("(?:system prompt|developer message|system message) ?:"),
          phrase("do not (?:tell|inform|alert|notify) (?:the )?(?:user|person|human|operator)"),
          phrase(
              "(?:attention|important|note|message|instructions?) (?:to|for) (?:the |any |all )?"
                  + "(?:ai|llm|language model|assistant|agent)s?\\b"),
          phrase("(?:if you are|as) an? (?:ai|llm|language model)(?: agent| assistant)?,"),
          phrase("\\[?end of material\\b"),
          Pattern.compile("<\\|?im (?:start|end)\\b"));

  private Suspicion() {}

  private static Pattern phrase(String regex) {
    return Pattern.compile("(?<![\\p{L}\\p{N}])" + regex);
  }

  /// The words that read like an order; null when none do.
  static @Nullable String in(String text) {
    String plain = plain(text.length() > MOST_READ ? text.substring(0, MOST_READ) : text);
    for (Pattern phrase : PHRASES) {
      Matcher found = phrase.matcher(plain);
      if (found.find()) {
        return Words.shorten(found.group());
      }
    }
    return null;
  }

  /// Lower case, without what nobody sees, and every gap a space.
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replaceAll("[\\p{Cf}\\p{Mn}]", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s\\p{Z}*_`>#]+", " ");
  }
}
