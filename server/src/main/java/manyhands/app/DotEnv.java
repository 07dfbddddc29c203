package manyhands.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A `.env` file: `NAME=value` lines, `#` comments, quotes around a value and `export` before a
/// name allowed. Nothing is expanded.
final class DotEnv {
  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*?)\\s*");

  private DotEnv() {}

  /// What the file says; nothing when there is none.
  static Map<String, String> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new Trouble("cannot read " + file + ": make it a readable UTF-8 text.", e);
    }
  }

  static Map<String, String> parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      if (!line.stripLeading().startsWith("#") && matcher.matches()) {
        values.put(matcher.group(1), unquoted(matcher.group(2)));
      }
    }
    return values;
  }

  private static String unquoted(String value) {
    for (String quote : new String[] {"\"", "'"}) {
      int end = value.lastIndexOf(quote);
      if (value.startsWith(quote) && end > 0) {
        return value.substring(1, end);
      }
    }
    return value.replaceFirst("\\s+#.*$", "");
  }
}
