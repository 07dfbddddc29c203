package manyhands.desktop;

/// What kind of desktop is wanted.
public record DesktopSpec(DesktopId id, Size size, Network network, Limits limits) {

  /// What a desktop can reach.
  public enum Network {
    NONE,
    /// Outbound to public addresses only: never the host, private ranges or cloud metadata.
    INTERNET
  }

  /// At most so much of the host for one desktop.
  public record Limits(long memoryBytes, int processes, long diskBytes) {}
}
