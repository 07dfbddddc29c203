package manyhands.envd;

import java.util.Locale;
import java.util.Optional;

/// How a call fails in Connect, and the HTTP status of a unary call that fails so.
public enum ConnectCode {
  CANCELED(499),
  UNKNOWN(500),
  INVALID_ARGUMENT(400),
  DEADLINE_EXCEEDED(504),
  NOT_FOUND(404),
  ALREADY_EXISTS(409),
  PERMISSION_DENIED(403),
  RESOURCE_EXHAUSTED(429),
  FAILED_PRECONDITION(400),
  ABORTED(409),
  OUT_OF_RANGE(400),
  UNIMPLEMENTED(501),
  INTERNAL(500),
  UNAVAILABLE(503),
  DATA_LOSS(500),
  UNAUTHENTICATED(401);

  private final int status;

  ConnectCode(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }

  /// As it stands in `{"code": ...}`.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The code of that name; empty for one that Connect does not know.
  public static Optional<ConnectCode> of(String wire) {
    for (ConnectCode code : values()) {
      if (code.wire().equals(wire)) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }
}
