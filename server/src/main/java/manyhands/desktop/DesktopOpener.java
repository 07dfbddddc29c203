package manyhands.desktop;

/// Turns a running machine into a desktop by connecting to its screen; returns once the first frame
/// has been drawn.
@FunctionalInterface
public interface DesktopOpener {

  Desktop open(Machine machine);
}
