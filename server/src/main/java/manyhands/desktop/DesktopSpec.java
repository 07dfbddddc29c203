package manyhands.desktop;

/// What kind of desktop is wanted.
public record DesktopSpec(DesktopId id, Size size, Network network, Limits limits) {

  /// What a desktop can reach.
  public enum Network {
    NONE,
    /// Outbound to public addresses only: never the host, private ranges or cloud metadata.
    INTERNET
  }

  /// The same under another name.
  public DesktopSpec named(DesktopId other) {
    return new DesktopSpec(other, size, network, limits);
  }

  /// True when only the names differ.
  public boolean isLike(DesktopSpec other) {
    return named(other.id).equals(other);
  }

  /// At most so much of the host for one desktop.
  public record Limits(long memoryBytes, int processes, long diskBytes) {}
}
