package manyhands.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names one session, unique in this installation: lower-case letters, digits and hyphens.
public record SessionId(@JsonValue String value) {

  @JsonCreator
  public SessionId {
    if (!value.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException("not the id of a session: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
