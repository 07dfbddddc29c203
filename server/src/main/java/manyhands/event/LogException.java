package manyhands.event;

/// The store under the log failed; [#code] says how.
public final class LogException extends RuntimeException {

  /// How a store can fail.
  public enum Code {
    /// No space is left, or it may not be written: nothing was stored, reading still works.
    CANNOT_WRITE,
    /// What is stored cannot be read.
    CORRUPT,
    /// No such session or blob.
    UNKNOWN,
    /// Another server holds the data folder.
    LOCKED
  }

  private final Code code;

  public LogException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public LogException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
