package manyhands.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names one task within its session: `t1`, `t2` in the order of the plan.
public record TaskId(@JsonValue String value) {

  @JsonCreator
  public TaskId {
    if (!value.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException("not the id of a task: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
