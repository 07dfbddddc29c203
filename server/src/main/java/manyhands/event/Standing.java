package manyhands.event;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/// How far a completed task's result can be trusted.
public enum Standing {
  /// Somebody other than its agent has checked it.
  @JsonProperty("verified")
  VERIFIED,
  /// Its agent says so.
  @JsonProperty("claimed")
  @JsonEnumDefaultValue
  CLAIMED,
  /// The check found otherwise, and a person has accepted it all the same.
  @JsonProperty("disputed")
  DISPUTED
}
