package manyhands.desktop.rfb;

import java.time.Duration;
import java.util.List;
import manyhands.desktop.Command;
import manyhands.desktop.DesktopException;
import manyhands.desktop.Machine;

/// A screen's keyboard layout, which X servers extend by a key for each character that it lacks,
/// until no key is left and further characters are silently dropped.
@FunctionalInterface
interface KeyboardLayout {

  /// For screens whose layout is out of reach.
  KeyboardLayout FIXED = () -> false;

  /// Gives the layout its first state back, with as many free keys as possible; false when that
  /// cannot be done.
  boolean restore();

  /// The layout of a machine's X server. Without the media keys it leaves 131 keys free; with them
  /// it would be 19. Media keys still work: they are added like any other.
  static KeyboardLayout of(Machine machine) {
    Command command =
        new Command(
            List.of("setxkbmap", "-symbols", "pc+us"), new byte[0], Duration.ofSeconds(5), 4096);
    return () -> {
      try {
        return machine.run(command).exitCode() == 0;
      } catch (DesktopException e) {
        return false;
      }
    };
  }
}
