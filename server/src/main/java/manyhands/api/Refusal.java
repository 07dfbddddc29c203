package manyhands.api;

/// The door or a route does not take a request; the message says to its sender what to change.
final class Refusal extends RuntimeException {

  /// Why not.
  enum Code {
    BAD_REQUEST,
    BAD_FIELD,
    NO_TOKEN,
    /// The ticket of a screen socket was used, is too old, or is for another desktop.
    BAD_TICKET,
    TOO_MANY_VIEWERS,
    FOREIGN_HOST,
    FOREIGN_ORIGIN,
    NO_SUCH_ROUTE,
    WRONG_METHOD,
    TOO_LARGE,
    NOT_JSON,
    /// A bug of ours.
    INTERNAL
  }

  private final Code code;

  Refusal(Code code, String message) {
    super(message);
    this.code = code;
  }

  Code code() {
    return code;
  }

  static Refusal badField(String name, String rule) {
    return new Refusal(Code.BAD_FIELD, "\"" + name + "\" " + rule);
  }
}
