package manyhands.plan;

/// No plan could be made of a prompt; the message says why to a person.
public final class PlanException extends RuntimeException {

  /// Why there is no plan.
  public enum Code {
    /// The prompt asks for nothing.
    EMPTY_PROMPT,
    /// The model could not be reached, or refused.
    MODEL_FAILED,
    /// The model's plan made no sense, also after it was asked again.
    BAD_PLAN,
    /// The thread was told to stop; its interrupt flag is set.
    INTERRUPTED
  }

  private final Code code;

  public PlanException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public PlanException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
