package manyhands.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import manyhands.desktop.DesktopException;
import manyhands.event.LogException;
import manyhands.session.SessionException;
import org.junit.jupiter.api.Test;

/// Holds `docs/reference/rest.md` to the route table and to the table of problems.
final class RestPageTest {
  private static final Pattern CALL = Pattern.compile("(?m)^\\| `([A-Z]+ /\\S*)` \\| (.+) \\|$");
  private static final Pattern STATUS = Pattern.compile("(?m)^\\| (\\d{3}) \\| (.+) \\|$");

  private final String page;

  RestPageTest() throws IOException {
    page = Files.readString(Path.of("../docs/reference/rest.md"));
  }

  @Test
  void everyCallIsThereInItsOwnWords() {
    Map<String, String> served = new TreeMap<>();
    try (ApiFixture api = new ApiFixture()) {
      for (Route route : api.routes()) {
        String path = route.path().replace('<', '{').replace('>', '}');
        served.put(route.method() + " " + path, route.words());
      }
    }
    Map<String, String> described =
        CALL.matcher(page)
            .results()
            .collect(Collectors.toMap(call -> call.group(1), call -> call.group(2)));
    assertThat(described).isEqualTo(served);
  }

  @Test
  void everyCodeIsThereWithItsStatus() {
    Map<Integer, Set<String>> known = new TreeMap<>();
    for (Refusal.Code code : Refusal.Code.values()) {
      add(known, Problems.status(code), code);
    }
    for (SessionException.Code code : SessionException.Code.values()) {
      add(known, Problems.status(code), code);
    }
    for (DesktopException.Code code : DesktopException.Code.values()) {
      add(known, Problems.status(code), code);
    }
    for (LogException.Code code : LogException.Code.values()) {
      add(known, Problems.status(code), code);
    }
    Map<Integer, Set<String>> described = new TreeMap<>();
    STATUS
        .matcher(page)
        .results()
        .forEach(row ->
            described.put(
                Integer.valueOf(row.group(1)),
                new TreeSet<>(Set.of(row.group(2).replace("`", "").split(" ")))));
    assertThat(described).isEqualTo(known);
  }

  private static void add(Map<Integer, Set<String>> known, int status, Enum<?> code) {
    known
        .computeIfAbsent(status, _ -> new TreeSet<>())
        .add(code.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
