package manyhands.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
    /// The request was refused as it is: asking again cannot help.
    INVALID,
    /// The answer made no sense.
    MALFORMED
  }

  private final Code code;
  private final @Nullable Duration retryAfter;

  public ModelException(Code code, String message) {
    super(message);
    this.code = code;
    this.retryAfter = null;
  }

  public ModelException(Code code, String message, @Nullable Throwable cause) {
    this(code, message, null, cause);
  }

  /// `retryAfter` is what the provider asked to be waited; null when it did not say.
  public ModelException(
      Code code, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /// How long the provider wants to be left alone; null when it did not say.
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /// True when nothing else can be asked of the model either.
  public boolean isFinal() {
    return code == Code.REFUSED || code == Code.UNAVAILABLE;
  }

  public Code code() {
    return code;
  }
}
