package manyhands.secret;

/// A secret that cannot be taken, found or kept; the message never holds it.
public final class SecretException extends RuntimeException {

  /// What is wrong with it.
  public enum Code {
    /// Its name, its length or its form.
    BAD_SECRET,
    /// There is none of that name, or no longer.
    NO_SUCH_SECRET,
    CANNOT_STORE
  }

  private final Code code;

  public SecretException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
