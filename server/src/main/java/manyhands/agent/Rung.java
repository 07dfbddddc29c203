package manyhands.agent;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is done about an agent that gets nowhere, from the least to the last.
enum Rung {
  /// The model is told what is happening.
  TELL,
  /// It is shown the place afresh, and told to look closer or to take another way.
  LOOK,
  /// It is asked afresh, outside the conversation that is stuck, how to go on.
  REPLAN,
  /// A person is asked.
  ASK,
  /// The task fails.
  FAIL;

  /// As facts have it.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Null for one that this version does not know.
  static @Nullable Rung of(String word) {
    for (Rung rung : values()) {
      if (rung.word().equals(word)) {
        return rung;
      }
    }
    return null;
  }
}
