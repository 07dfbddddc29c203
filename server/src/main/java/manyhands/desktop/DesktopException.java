package manyhands.desktop;

/// The outside world failed a desktop; [#code] says how, the message says it to a person.
public final class DesktopException extends RuntimeException {

  /// How a desktop can fail.
  public enum Code {
    /// The kind of desktop cannot work on this machine: something is missing.
    UNAVAILABLE,
    /// It did not come up, or did not draw, in time.
    START_FAILED,
    /// It was there and is gone: the machine died or the connection broke.
    LOST,
    /// The screen speaks no valid protocol, or is hostile.
    PROTOCOL,
    /// The screen did not accept our credentials.
    AUTHENTICATION,
    /// It did not answer in time.
    TIMEOUT,
    /// An action that no desktop can perform: outside the screen, unknown key, too long.
    BAD_ACTION,
    /// A file that is not there or is no plain file.
    NO_SUCH_FILE,
    /// More bytes, files or rectangles than allowed.
    TOO_LARGE,
    /// The desktop's kind cannot do this.
    UNSUPPORTED,
    /// It was closed by us.
    CLOSED,
    /// The calling thread was interrupted while it waited (and still is), or its action was cut
    /// short; the desktop itself is well.
    INTERRUPTED
  }

  private final Code code;

  public DesktopException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public DesktopException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
