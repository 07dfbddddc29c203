package manyhands.desktop;

import java.util.List;

/// Boots machines of one kind and says where their screens are; nothing more.
public interface DesktopProvider extends AutoCloseable {

  /// The kind's name, as in `--desktop local`.
  String name();

  /// What keeps this kind from working here, each with the one command that mends it; empty when it
  /// works.
  List<Missing> missing();

  /// Boots a machine and returns when its screen accepts connections. On failure nothing is left.
  Machine start(DesktopSpec spec);

  /// The machines of this kind that run for this installation, also those of a server that died.
  List<Machine> list();

  /// Ends a machine and removes everything of it: processes, sockets, mounts, folders, networks.
  /// Does nothing when it is gone already.
  void stop(DesktopId id);

  /// Gives back what it keeps for machines to come; those that run go on.
  @Override
  default void close() {}

  /// A part that is not there, and the command that a person can type to mend it.
  record Missing(String what, String remedy) {}
}
