package manyhands.app;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import manyhands.model.Price;
import org.jspecify.annotations.Nullable;

/// What models cost by the providers' public lists of [#DATE], and what the configuration says
/// otherwise. A model that is in neither has no price: its cost is unknown, not nothing.
final class Prices {

  /// When the lists were read: platform.claude.com (pricing) and openai.com (API pricing).
  static final String DATE = "2026-11-23";

  /// The first beginning that fits a model's id counts: longer ones stand before shorter ones.
  /// Prices of long requests (Haiku 5.5 over 100,000 tokens, GPT over 270,000) are not told apart.
  private static final Map<String, Price> LIST = new LinkedHashMap<>();

  static {
    list("claude-fable-5-1", 10, 50, 0.25, 12.5);
    list("claude-fable-5", 10, 50, 1, 12.5);
    list("claude-opus-5-5", 4, 20, 0.2, 5);
    list("claude-opus-5", 5, 25, 0.5, 6.25);
    list("claude-opus-4-5", 5, 25, 0.5, 6.25);
    list("claude-opus-4-6", 5, 25, 0.5, 6.25);
    list("claude-opus-4-7", 5, 25, 0.5, 6.25);
    list("claude-opus-4-8", 5, 25, 0.5, 6.25);
    list("claude-opus-4", 15, 75, 1.5, 18.75);
    list("claude-sonnet-5-5", 2, 10, 0.1, 2.5);
    list("claude-sonnet-5", 2, 10, 0.2, 2.5);
    list("claude-sonnet-4", 3, 15, 0.3, 3.75);
    list("claude-haiku-5-5", 0.1, 0.5, 0.01, 0.125);
    list("claude-haiku-4", 1, 5, 0.1, 1.25);
    list("gpt-5.5-pro", 30, 180, 30, 30);
    list("gpt-5.5", 5, 30, 0.5, 5);
    list("gpt-5.4-pro", 30, 180, 30, 30);
    list("gpt-5.4-mini", 0.75, 4.5, 0.075, 0.75);
    list("gpt-5.4-nano", 0.2, 1.25, 0.02, 0.2);
    list("gpt-5.4", 2.5, 15, 0.25, 2.5);
    list("gpt-5.2", 1.75, 14, 0.175, 1.75);
    list("gpt-5.1", 1.25, 10, 0.125, 1.25);
  }

  /// `openai:my-model=0.5/2.0`, or with what cached tokens cost to read and write:
  /// `=0.5/2.0/0.05/0.6`.
  private static final Pattern OWN =
      Pattern.compile(
          "(\\S+)=(\\d+(?:\\.\\d+)?)/(\\d+(?:\\.\\d+)?)(?:/(\\d+(?:\\.\\d+)?)/(\\d+(?:\\.\\d+)?))?");

  private static final String VARIABLE = "MANYHANDS_PRICES";

  private final Map<String, Price> own = new LinkedHashMap<>();

  /// Reads `MANYHANDS_PRICES`: names of models and dollars per million tokens, separated by commas.
  Prices(Settings settings) {
    for (String entry : settings.variable(VARIABLE).split(",")) {
      if (!entry.isBlank()) {
        add(entry.strip());
      }
    }
  }

  private void add(String entry) {
    Matcher price = OWN.matcher(entry);
    if (!price.matches()) {
      throw new Trouble(
          VARIABLE
              + " has \""
              + entry
              + "\": write PROVIDER:MODEL=INPUT/OUTPUT in dollars per million tokens, or"
              + " =INPUT/OUTPUT/CACHE READ/CACHE WRITE, and commas between models.");
    }
    double input = Double.parseDouble(price.group(2));
    double read = price.group(4) == null ? input : Double.parseDouble(price.group(4));
    double write = price.group(5) == null ? input : Double.parseDouble(price.group(5));
    own.put(price.group(1), Price.dollars(input, Double.parseDouble(price.group(3)), read, write));
  }

  private static void list(
      String beginning, double input, double output, double cacheRead, double cacheWrite) {
    LIST.put(beginning, Price.dollars(input, output, cacheRead, cacheWrite));
  }

  /// The price of a model by its whole name (`claude:claude-opus-5-5`); null when none is known.
  @Nullable Price of(String name) {
    Price configured = own.get(name);
    if (configured != null) {
      return configured;
    }
    // A broker's or a cloud's name has its own prefixes: `anthropic/claude-opus-4-5`.
    String id = name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    String last = id.substring(id.lastIndexOf('/') + 1).replaceFirst("^.*anthropic\\.", "");
    for (Map.Entry<String, Price> entry : LIST.entrySet()) {
      if (last.startsWith(entry.getKey())) {
        return entry.getValue();
      }
    }
    return null;
  }
}
