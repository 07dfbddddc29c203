package manyhands.model;

/// A model could not answer; [#code] decides whether asking again can help.
public final class ModelException extends RuntimeException {

  /// How a model can fail.
  public enum Code {
    /// No such model, or no key for it.
    UNAVAILABLE,
    /// The key was refused or has no money left: asking again cannot help.
    REFUSED,
    /// Too many requests, or overloaded: ask again later.
    BUSY,
    /// The connection or the server failed: asking again may help.
    FAILED,
    /// The answer made no sense.
    MALFORMED
  }

  private final Code code;

  public ModelException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public ModelException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
