package manyhands.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names bytes by their SHA-256, as 64 lower-case hexadecimal digits.
public record BlobId(@JsonValue String sha256) {

  @JsonCreator
  public BlobId {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256: " + sha256);
    }
  }

  @Override
  public String toString() {
    return sha256;
  }
}
