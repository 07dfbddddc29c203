package manyhands.desktop;

/// Turns a running machine into a desktop by connecting to its screen; returns once the first frame
/// has been drawn.
@FunctionalInterface
public interface DesktopOpener {

  Desktop open(Machine machine);

  /// The same for a machine that was a desktop before and may show anything by now.
  default Desktop reopen(Machine machine) {
    return open(machine);
  }
}
