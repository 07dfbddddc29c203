package manyhands.api;

/// Where the server listens, and the token that opens it. Port 0 takes a free one.
public record ApiSettings(String host, int port, String token, String version) {
  /// Whether it listens on every address of this machine.
  boolean isEverywhere() {
    return host.equals("0.0.0.0") || host.equals("::");
  }
}
