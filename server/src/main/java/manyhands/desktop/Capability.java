package manyhands.desktop;

/// What some kinds of desktop can do and others cannot. What a kind does not name among its
/// [DesktopProvider#capabilities] it refuses with `UNSUPPORTED`, never quietly.
public enum Capability {
  /// `DesktopSpec.limits` hold inside. A kind without them takes nothing of this host, so that
  /// there is nothing to limit: its machines are as large as where they run makes them.
  LIMITS("keeps a desktop's memory, processes and disk within limits"),
  /// `Network.NONE`: nothing outside of the machine can be reached from it.
  NO_NETWORK("desktops without any network"),
  /// `Network.INTERNET`: public addresses alone can be reached, never this host.
  PUBLIC_NETWORK("a network of public addresses alone"),
  /// Machines go on when the server dies, and are found by the next one.
  ADOPTION("desktops outlive their server"),
  /// [Machine#start]: programs that are not waited for.
  PROGRAMS("programs that go on, with streams, signals and terminals"),
  /// A machine can stand still, costing nothing, and go on where it was.
  PAUSING("desktops can be paused and resumed");

  private final String words;

  Capability(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
