package manyhands.session;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/// What an agent is doing, or how it ended.
public enum AgentStatus {
  /// Its desktop is not there yet.
  STARTING,
  /// A model has been asked and has not answered.
  THINKING,
  /// It is doing what the model answered.
  ACTING,
  /// It has no task at the moment, or waits for a person's permission.
  WAITING,
  /// A person lets it stand still.
  PAUSED,
  DONE,
  FAILED,
  STOPPED;

  public boolean ended() {
    return this == DONE || this == FAILED || this == STOPPED;
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Reads a word of the log; one of a newer version counts as a failure.
  static AgentStatus of(String word) {
    return Arrays.stream(values())
        .filter(status -> status.word().equals(word))
        .findFirst()
        .orElse(FAILED);
  }
}
