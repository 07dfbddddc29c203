package manyhands.session;

import java.time.Duration;
import java.util.Set;

/// Where the work waits for a person, and for how long: `longest` bounds a review, a pause, a
/// question and kept desktops; `tools` are those that need a person's permission for every call.
public record HumanGate(Duration longest, Set<String> tools) {

  /// An hour, and no tool needs permission.
  public static final HumanGate USUAL = new HumanGate(Duration.ofHours(1), Set.of());

  public HumanGate {
    tools = Set.copyOf(tools);
    if (!longest.isPositive()) {
      throw new IllegalArgumentException("waiting takes time, not " + longest);
    }
  }

  /// The wait in words, as in "nobody answered within 1 h".
  String words() {
    long seconds = Math.max(1, longest.toSeconds());
    if (seconds % 3600 == 0) {
      return seconds / 3600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
