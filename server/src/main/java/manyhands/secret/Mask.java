package manyhands.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces values that came back in a text, as they are or in a form that programs commonly give
/// them (JSON, HTML, URLs, base64 also in the middle of a longer text), by `[secret NAME]`.
final class Mask {

  /// Shorter values are masked only where they stand alone: as part of a word or a number they are
  /// found in everything.
  static final int EVERYWHERE_FROM = 8;

  /// A part of base64 that is shorter says nothing.
  private static final int SHORTEST_BASE64 = 8;

  private final List<Form> forms;

  /// A text that stands for a secret.
  private record Form(String text, String name, boolean alone) {

    private Pattern pattern() {
      String quoted = Pattern.quote(text);
      // The letters of %2f may be large or small.
      int flags = text.indexOf('%') >= 0 ? Pattern.CASE_INSENSITIVE : 0;
      return Pattern.compile(
          alone ? "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])" : quoted, flags);
    }
  }

  private final List<Pattern> patterns;

  private Mask(List<Form> forms) {
    this.forms = forms;
    this.patterns = forms.stream().map(Form::pattern).toList();
  }

  static final class Making {
    private final Set<Form> forms = new LinkedHashSet<>();

    /// A value that is masked in all its forms.
    Making value(String value, String name) {
      boolean alone = value.length() < EVERYWHERE_FROM;
      for (String text : texts(value)) {
        forms.add(new Form(text, name, alone));
      }
      if (!alone) {
        base64(value).forEach(text -> forms.add(new Form(text, name, false)));
      }
      return this;
    }

    /// The longest first: one value may be part of another.
    Mask mask() {
      List<Form> all = new ArrayList<>(forms);
      all.sort(Comparator.comparingInt((Form form) -> form.text().length()).reversed());
      return new Mask(List.copyOf(all));
    }
  }

  private static Set<String> texts(String value) {
    Set<String> all = new LinkedHashSet<>();
    all.add(value);
    String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
    all.add(url);
    all.add(url.replace("+", "%20"));
    all.add(url.replace("+", "%20").replace("*", "%2A").replace("%7E", "~"));
    String json = json(value);
    all.add(json);
    all.add(json.replace("/", "\\/"));
    // Within a text that is JSON itself.
    all.add(json(json));
    all.add(
        value
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;"));
    all.add(value.replace("'", "'\\''"));
    // A line of a value that has several says enough.
    value.lines().filter(line -> line.length() >= EVERYWHERE_FROM).forEach(all::add);
    return all;
  }

  private static String json(String text) {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> json.append(c);
      }
    }
    return json.toString();
  }

  /// What base64 makes of it at each of the three places within a group: the characters that hold
  /// nothing but the value.
  private static Set<String> base64(String value) {
    Set<String> all = new LinkedHashSet<>();
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    for (int before = 0; before < 3; before++) {
      byte[] moved = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, moved, before, bytes.length);
      String text = Base64.getEncoder().withoutPadding().encodeToString(moved);
      int from = (before * 8 + 5) / 6;
      int to = moved.length * 8 / 6;
      String core = text.substring(from, Math.max(from, to));
      if (core.length() >= SHORTEST_BASE64) {
        all.add(core);
        all.add(core.replace('+', '-').replace('/', '_'));
      }
    }
    return all;
  }

  boolean isEmpty() {
    return forms.isEmpty();
  }

  String mask(String text) {
    String masked = text;
    for (int i = 0; i < forms.size(); i++) {
      Form form = forms.get(i);
      if (mayHold(masked, form)) {
        masked =
            patterns
                .get(i)
                .matcher(masked)
                .replaceAll(Matcher.quoteReplacement("[secret " + form.name() + "]"));
      }
    }
    return masked;
  }

  /// Quicker than a pattern for the many texts that hold nothing.
  private static boolean mayHold(String text, Form form) {
    return form.text().indexOf('%') >= 0
        ? text.toLowerCase(Locale.ROOT).contains(form.text().toLowerCase(Locale.ROOT))
        : text.contains(form.text());
  }

  /// How many characters at a text's end may be the beginning of a value.
  int held(String text) {
    int most = 0;
    for (Form form : forms) {
      int longest = Math.min(form.text().length() - 1, text.length());
      for (int length = longest; length > most; length--) {
        if (form.text().startsWith(text.substring(text.length() - length))) {
          most = length;
        }
      }
    }
    return most;
  }
}
