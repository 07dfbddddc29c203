package manyhands.tool;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Takes the keys that a server was given out of what it says.
final class Credentials {

  /// Shorter values are words of every text.
  private static final int SHORTEST = 8;

  private final List<String> keys;

  Credentials(List<String> values) {
    // "Bearer KEY": what comes back may be the key alone.
    this.keys =
        values.stream()
            .flatMap(value -> Stream.concat(Stream.of(value), Stream.of(value.split("\\s+"))))
            .filter(value -> value.length() >= SHORTEST)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  String hiddenIn(String text) {
    String hidden = text;
    for (String key : keys) {
      hidden = hidden.replace(key, "[key]");
    }
    return hidden;
  }
}
