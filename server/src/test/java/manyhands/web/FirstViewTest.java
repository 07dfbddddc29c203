package manyhands.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// How much the browser loads before anything is there to see.
final class FirstViewTest {
  private static final int LIMIT = 250_000;
  private static final Pattern IN_PAGE = Pattern.compile("(?:src|href)=\"/(assets/[^\"]+\\.js)\"");

  /// What a script imports as soon as it runs; `import(...)` comes later, when it is needed.
  private static final Pattern IMPORTED =
      Pattern.compile("(?:\\bfrom|\\bimport)\\s*\"\\./([^\"]+\\.js)\"");

  @Test
  void theScriptsOfTheFirstViewAreSmall() throws IOException {
    Map<String, Integer> scripts = scripts();
    assertThat(scripts).isNotEmpty();
    assertThat(scripts.values().stream().mapToInt(Integer::intValue).sum())
        .as("bytes of JavaScript, gzipped: %s", scripts)
        .isLessThan(LIMIT);
  }

  /// With their sizes as they travel.
  private static Map<String, Integer> scripts() throws IOException {
    Map<String, Integer> found = new LinkedHashMap<>();
    Deque<String> left = new ArrayDeque<>();
    Matcher first = IN_PAGE.matcher(text("index.html"));
    while (first.find()) {
      left.add(first.group(1));
    }
    while (!left.isEmpty()) {
      String name = left.remove();
      if (found.containsKey(name)) {
        continue;
      }
      String script = text(name);
      found.put(name, zipped(script));
      IMPORTED.matcher(script).results().forEach(it -> left.add("assets/" + it.group(1)));
    }
    return found;
  }

  private static String text(String name) throws IOException {
    try (InputStream in = FirstViewTest.class.getResourceAsStream("/web/" + name)) {
      assertThat(in).as("%s of the web app, which Maven builds into the program", name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static int zipped(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.size();
  }
}
