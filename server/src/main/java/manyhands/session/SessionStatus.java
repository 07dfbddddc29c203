package manyhands.session;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/// Where a session stands: `completed` when every task was, `failed` when planning or some task
/// failed, `stopped` when a person stopped it.
public enum SessionStatus {
  PLANNING,
  REVIEW,
  RUNNING,
  PAUSED,
  COMPLETED,
  FAILED,
  STOPPED;

  public boolean ended() {
    return this == COMPLETED || this == FAILED || this == STOPPED;
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Reads a word of the log; one of a newer version counts as a failure.
  static SessionStatus of(String word) {
    return Arrays.stream(values())
        .filter(status -> status.word().equals(word))
        .findFirst()
        .orElse(FAILED);
  }
}
