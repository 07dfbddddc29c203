package manyhands.mcp;

/// A call that cannot be understood; the message says to a model what is wrong.
final class BadArguments extends RuntimeException {
  BadArguments(String message) {
    super(message);
  }
}
