package manyhands.desktop;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where the content's view moves when the wheel turns.
public enum Direction {
  @JsonProperty("up")
  UP,
  @JsonProperty("down")
  DOWN,
  @JsonProperty("left")
  LEFT,
  @JsonProperty("right")
  RIGHT
}
