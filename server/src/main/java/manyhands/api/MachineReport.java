package manyhands.api;

import java.util.List;

/// What this machine can do: the models and kinds of desktop that there are, which of them work
/// here, and the one command that mends what is missing; `warm` desktops are kept ready; `keys` are
/// those of providers.
public record MachineReport(
    List<Choice> models, List<Choice> desktops, int maxAgents, int warm, List<Key> keys) {

  /// Whether a key is set. What it is never leaves the server.
  public record Key(String name, boolean present) {}

  /// The report of a machine that keeps no desktops ready.
  public MachineReport(List<Choice> models, List<Choice> desktops, int maxAgents) {
    this(models, desktops, maxAgents, 0, List.of());
  }

  /// Something to choose; `missing` is empty when it works here. The first one that is the default
  /// says so.
  public record Choice(String name, boolean isDefault, List<Part> missing) {}

  /// A part that is not there, and the command that a person can type to mend it.
  public record Part(String what, String remedy) {}
}
