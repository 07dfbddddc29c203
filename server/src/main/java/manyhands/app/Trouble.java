package manyhands.app;

/// Something about the command or the machine keeps it from being done: the message is all that a
/// person reads, the program ends with exit code 2.
final class Trouble extends RuntimeException {
  static final int EXIT_CODE = 2;

  Trouble(String message) {
    super(message);
  }

  Trouble(String message, Throwable cause) {
    super(message, cause);
  }
}
