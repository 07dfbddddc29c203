package manyhands.api.socketio;

/// A client does not speak the protocol: its connection ends.
final class Malformed extends RuntimeException {
  Malformed(String message) {
    super(message);
  }
}
