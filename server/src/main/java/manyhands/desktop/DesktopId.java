package manyhands.desktop;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names one desktop for its whole life: lower-case letters, digits and hyphens, at most 40.
public record DesktopId(@JsonValue String value) {

  @JsonCreator
  public DesktopId {
    if (!valid(value)) {
      throw new IllegalArgumentException("not a desktop id: " + value);
    }
  }

  public static boolean valid(String value) {
    return value.matches("[a-z0-9][a-z0-9-]{0,39}");
  }

  @Override
  public String toString() {
    return value;
  }
}
