package manyhands.desktop;

import java.util.List;
import java.util.Set;
import manyhands.desktop.DesktopException.Code;

/// Boots machines of one kind and says where their screens are; nothing more.
public interface DesktopProvider extends AutoCloseable {

  /// The kind's name, as in `--desktop local`.
  String name();

  /// What keeps this kind from working here, each with the one command that mends it; empty when it
  /// works.
  List<Missing> missing();

  /// What of all that not every kind can do this one can; nothing unless it says so.
  default Set<Capability> capabilities() {
    return Set.of();
  }

  /// Boots a machine and returns when its screen accepts connections. On failure nothing is left.
  /// Fails with `UNSUPPORTED` for a network that is none of its [#capabilities].
  Machine start(DesktopSpec spec);

  /// The machines of this kind that run for this installation, also those of a server that died.
  List<Machine> list();

  /// Ends a machine and removes everything of it: processes, sockets, mounts, folders, networks.
  /// Does nothing when it is gone already.
  void stop(DesktopId id);

  /// Lets a machine stand still; whoever is connected to its screen may lose it. Fails with
  /// `UNSUPPORTED`, unless it is one of its [#capabilities], or with `LOST` when it is gone.
  default void pause(DesktopId id) {
    throw cannotPause();
  }

  /// Lets a machine that stands still go on where it was, and returns when its screen accepts
  /// connections; does nothing to one that runs. Fails as [#pause] does.
  default void resume(DesktopId id) {
    throw cannotPause();
  }

  private DesktopException cannotPause() {
    return new DesktopException(
        Code.UNSUPPORTED, "desktops of the kind " + name() + " cannot be paused or resumed");
  }

  /// Gives back what it keeps for machines to come; those that run go on.
  @Override
  default void close() {}

  /// A part that is not there, and the command that a person can type to mend it.
  record Missing(String what, String remedy) {}
}
