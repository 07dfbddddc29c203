package manyhands.e2b;

import manyhands.desktop.DesktopException;
import manyhands.envd.ConnectCode;

/// A call that envd answers with an error; the message is for the caller.
final class EnvdFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ConnectCode code;

  EnvdFault(ConnectCode code, String message) {
    super(message);
    this.code = code;
  }

  ConnectCode code() {
    return code;
  }

  /// What happened inside, in envd's words.
  static EnvdFault of(DesktopException e) {
    ConnectCode code =
        switch (e.code()) {
          case NO_SUCH_FILE -> ConnectCode.NOT_FOUND;
          case BAD_ACTION, TOO_LARGE -> ConnectCode.INVALID_ARGUMENT;
          case UNSUPPORTED -> ConnectCode.UNIMPLEMENTED;
          case TIMEOUT, INTERRUPTED -> ConnectCode.DEADLINE_EXCEEDED;
          case UNAVAILABLE, START_FAILED, LOST, CLOSED -> ConnectCode.UNAVAILABLE;
          case PROTOCOL, AUTHENTICATION -> ConnectCode.INTERNAL;
        };
    return new EnvdFault(code, String.valueOf(e.getMessage()));
  }
}
