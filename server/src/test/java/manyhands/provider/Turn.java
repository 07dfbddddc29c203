package manyhands.provider;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// One reply that a model of the tests knows by heart. It is given again and again until the words
/// that come back are what it waits for.
record Turn(String thinking, List<Gesture> gestures, Predicate<String> until) {

  /// Once; once more where the screen had changed and nothing was done.
  static Turn of(String thinking, Gesture... gestures) {
    return new Turn(thinking, List.of(gestures), it -> !it.contains("Not performed: "));
  }

  static Turn until(String words, String thinking, Gesture... gestures) {
    return new Turn(thinking, List.of(gestures), it -> it.toLowerCase(Locale.ROOT).contains(words));
  }
}
