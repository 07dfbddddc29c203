package manyhands.api;

import java.time.Duration;
import java.util.List;
import manyhands.session.HumanGate;
import manyhands.session.SessionLimits;

/// What this machine can do: the models and kinds of desktop that there are, which of them work
/// here, and the one command that mends what is missing; `warm` desktops are kept ready; `keys` are
/// those of providers; `rules` count for every session; `servers` are those whose tools agents get.
public record MachineReport(
    List<Choice> models,
    List<Choice> desktops,
    int maxAgents,
    int warm,
    List<Key> keys,
    Rules rules,
    List<Server> servers) {

  /// People are waited for as long as `waits` says, and keep a seat until nothing was done for
  /// `seat`; `approve` are the tools that they are asked about. The list of prices is of `prices`.
  public record Rules(Duration waits, Duration seat, List<String> approve, String prices) {}

  /// A server of tools: how many it has, and why it cannot be used, empty when it can.
  public record Server(String name, int tools, String trouble) {}

  /// Whether a key is set. What it is never leaves the server.
  public record Key(String name, boolean present) {}

  /// The report of a machine that keeps no desktops ready.
  public MachineReport(List<Choice> models, List<Choice> desktops, int maxAgents) {
    this(models, desktops, maxAgents, 0, List.of(), rules(SessionLimits.USUAL, ""), List.of());
  }

  /// The same with these servers.
  public MachineReport with(List<Server> others) {
    return new MachineReport(models, desktops, maxAgents, warm, keys, rules, others);
  }

  public static Rules rules(SessionLimits limits, String prices) {
    HumanGate gate = limits.gate();
    return new Rules(
        gate.longest(), limits.seat(), gate.tools().stream().sorted().toList(), prices);
  }

  /// Something to choose; `missing` is empty when it works here. The first one that is the default
  /// says so.
  public record Choice(String name, boolean isDefault, List<Part> missing) {}

  /// A part that is not there, and the command that a person can type to mend it.
  public record Part(String what, String remedy) {}
}
