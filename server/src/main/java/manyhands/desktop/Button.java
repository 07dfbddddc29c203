package manyhands.desktop;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A mouse button.
public enum Button {
  @JsonProperty("left")
  LEFT,
  @JsonProperty("middle")
  MIDDLE,
  @JsonProperty("right")
  RIGHT
}
