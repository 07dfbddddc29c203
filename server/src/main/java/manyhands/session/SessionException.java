package manyhands.session;

/// A command about a session or a desktop cannot be followed; [#code] says why, the message says it
/// to a person and what to do about it.
public final class SessionException extends RuntimeException {

  /// Why not.
  public enum Code {
    EMPTY_PROMPT,
    PROMPT_TOO_LONG,
    BAD_AGENTS,
    BAD_BUDGET,
    UNKNOWN_MODEL,
    /// No such kind of desktop.
    UNKNOWN_DESKTOP,
    /// The model or the kind of desktop exists and does not work here: something is missing.
    UNAVAILABLE,
    /// Asked for what this version cannot do.
    UNSUPPORTED,
    /// As many sessions or desktops run as are allowed: try again when one has ended.
    BUSY,
    UNKNOWN_SESSION,
    UNKNOWN_AGENT,
    UNKNOWN_ARTIFACT,
    /// No desktop of this id is open.
    NO_SUCH_DESKTOP,
    /// The agent has no desktop: not yet, not any more, or between two.
    NO_DESKTOP,
    /// A person has taken over the desktop: try again when it was handed back.
    SEAT_TAKEN,
    /// The screen is no longer what was seen: look again.
    SCREEN_CHANGED,
    /// A plan that cannot be worked on; the message names the task.
    BAD_PLAN,
    /// Too many files, or names that cannot be taken.
    BAD_FILES,
    /// Too many secrets, or one that cannot be taken.
    BAD_SECRETS,
    FILES_TOO_LARGE,
    EMPTY_MESSAGE,
    MESSAGE_TOO_LONG,
    /// The session or the agent has ended.
    ENDED,
    /// The session still works.
    NOT_ENDED,
    /// There is no plan that waits for a person.
    NOT_IN_REVIEW,
    UNKNOWN_APPROVAL,
    UNKNOWN_QUESTION,
    /// The question was answered otherwise, or is over.
    ALREADY_ANSWERED,
    /// The agent's screen has not been seen yet.
    NO_PICTURE,
    SHUTTING_DOWN
  }

  private final Code code;

  public SessionException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public SessionException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
