package manyhands.tool;

/// A server does not do what it should. The message is for people and models, and holds nothing of
/// what the server sent.
final class ServerTrouble extends Exception {

  /// Whether what was asked of it may have been done.
  enum Done {
    NO,
    PERHAPS,
    /// It answered, and says that it could not: the message is the server's.
    SERVER_SAYS_NO
  }

  private final Done done;

  ServerTrouble(Done done, String message) {
    super(message);
    this.done = done;
  }

  Done done() {
    return done;
  }

  String words() {
    return String.valueOf(getMessage());
  }
}
