package manyhands.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names one agent within its session: `a1`, `a2` ...; people see its short name.
public record AgentId(@JsonValue String value) {

  @JsonCreator
  public AgentId {
    if (!value.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException("not the id of a agent: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
