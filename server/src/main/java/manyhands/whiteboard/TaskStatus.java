package manyhands.whiteboard;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where a task stands. It ends once, as `completed`, `failed` or `cancelled`, and stays so.
public enum TaskStatus {
  /// Waits for its dependencies or for an agent.
  PENDING,
  ASSIGNED,
  COMPLETED,
  FAILED,
  CANCELLED;

  public boolean ended() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
