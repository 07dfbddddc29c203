package manyhands.e2b;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import manyhands.envd.ConnectCode;

/// Which sandboxes a list is to have, and where its page begins.
record SandboxFilter(Map<String, String> metadata, Set<String> states, int limit, int offset) {

  private static final int MOST = 100;

  static SandboxFilter of(HttpServletRequest request) {
    String states = Optional.ofNullable(request.getParameter("state")).orElse("running,paused");
    return new SandboxFilter(
        metadata(Optional.ofNullable(request.getParameter("metadata")).orElse("")),
        Set.of(states.isEmpty() ? new String[0] : distinct(states)),
        number(request, "limit", MOST, 1, MOST),
        number(request, "nextToken", 0, 0, Integer.MAX_VALUE));
  }

  private static String[] distinct(String states) {
    return List.of(states.split(",", -1)).stream().distinct().toArray(String[]::new);
  }

  /// Escaped as a whole and piece by piece.
  private static Map<String, String> metadata(String escaped) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String pair : decoded(escaped).split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        all.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
      }
    }
    return all;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new EnvdFault(ConnectCode.INVALID_ARGUMENT, "validation error: metadata");
    }
  }

  private static int number(HttpServletRequest request, String name, int absent, int from, int to) {
    String text = request.getParameter(name);
    if (text == null || text.isEmpty()) {
      return absent;
    }
    long number = text.matches("[0-9]{1,9}") ? Long.parseLong(text) : -1;
    if (number < from || number > to) {
      throw new EnvdFault(ConnectCode.INVALID_ARGUMENT, "validation error: " + name);
    }
    return (int) number;
  }

  boolean takes(SandboxNote note) {
    return states.contains(SandboxJson.state(note))
        && metadata.entrySet().stream()
            .allMatch(each -> each.getValue().equals(note.metadata().get(each.getKey())));
  }
}
