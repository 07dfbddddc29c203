package manyhands.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import manyhands.api.MachineReport;
import manyhands.desktop.DesktopProvider;
import manyhands.desktop.DesktopSpec;
import manyhands.session.Models;
import manyhands.session.SessionLimits;

/// What can be chosen here: models, kinds of desktop, how many agents.
final class Choices {
  static final List<String> DESKTOPS = List.of("local", "e2b");

  /// What people set for the providers that they use.
  private static final List<String> KEYS =
      List.of("ANTHROPIC_API_KEY", "OPENAI_API_KEY", "DEDALUS_API_KEY", "E2B_API_KEY");

  private final ModelChoice models;
  private final SessionLimits limits;
  private final DesktopSpec.Network network;
  private final int warm;
  private final boolean recording;
  private final List<MachineReport.Key> keys;

  Choices(Settings settings) {
    SessionLimits usual = SessionLimits.USUAL;
    this.models = new ModelChoice(settings);
    int agents = settings.number("MANYHANDS_MAX_AGENTS", usual.agents());
    Duration seat =
        Duration.ofSeconds(
            settings.number("MANYHANDS_SEAT_SECONDS", (int) usual.seat().toSeconds()));
    this.network = network(settings.variable("MANYHANDS_NETWORK"));
    this.recording = recording(settings.variable("MANYHANDS_RECORDING"));
    this.keys = keys(settings);
    try {
      this.limits =
          new SessionLimits(agents, usual.sessions(), usual.desktops(), usual.idle(), seat)
              .with(People.gate(settings));
    } catch (IllegalArgumentException e) {
      throw new Trouble("MANYHANDS_MAX_AGENTS: " + e.getMessage() + ".", e);
    }
    this.warm = warm(settings);
  }

  /// At most so many desktops of one kind run at the same time.
  int desktops() {
    return limits.agents() + limits.desktops();
  }

  /// So many desktops are kept ready for whoever comes next: `MANYHANDS_WARM`, none by default.
  int warm() {
    return warm;
  }

  private int warm(Settings settings) {
    int wanted = settings.number("MANYHANDS_WARM", 0);
    if (wanted < 0 || wanted > desktops()) {
      throw new Trouble(
          "MANYHANDS_WARM (or --warm) is from 0 to %d, the most desktops that run at the same time, not %d."
              .formatted(desktops(), wanted));
    }
    return wanted;
  }

  /// What desktops reach: everything public, unless `MANYHANDS_NETWORK` says `none`.
  DesktopSpec.Network network() {
    return network;
  }

  /// Whether screens are recorded: yes, unless `MANYHANDS_RECORDING` says `off`.
  boolean recording() {
    return recording;
  }

  private static boolean recording(String wanted) {
    return switch (wanted) {
      case "", "on" -> true;
      case "off" -> false;
      default ->
          throw new Trouble(
              "MANYHANDS_RECORDING is \"%s\": it can be on or off."
                  .formatted(Clean.line(wanted, 60)));
    };
  }

  private static DesktopSpec.Network network(String wanted) {
    return switch (wanted) {
      case "", "internet" -> DesktopSpec.Network.INTERNET;
      case "none" -> DesktopSpec.Network.NONE;
      default ->
          throw new Trouble(
              "MANYHANDS_NETWORK is \"%s\": it can be internet or none."
                  .formatted(Clean.line(wanted, 60)));
    };
  }

  /// See [ModelChoice#warmUp].
  void warmUp() {
    models.warmUp();
  }

  Models models() {
    return models;
  }

  SessionLimits limits() {
    return limits;
  }

  /// Refuses what no session could be opened with, before anything is installed or started. An
  /// empty name means the usual one.
  void check(int agents, String model, String desktop) {
    if (agents < 1 || agents > limits.agents()) {
      throw new Trouble(
          "a session has from 1 to %d agents, not %d%s."
              .formatted(
                  limits.agents(),
                  agents,
                  agents > limits.agents() ? " (MANYHANDS_MAX_AGENTS allows more)" : ""));
    }
    if (!model.isEmpty() && !models.knows(model)) {
      throw new Trouble(unknown("model", model, models.names()));
    }
    if (!desktop.isEmpty() && !DESKTOPS.contains(desktop)) {
      throw new Trouble(unknown("kind of desktop", desktop, DESKTOPS));
    }
  }

  private List<MachineReport.Part> key(String model) {
    return models
        .missing(model)
        .map(name -> new MachineReport.Part(name, "export " + name + "=..."))
        .map(List::of)
        .orElse(List.of());
  }

  MachineReport report(List<DesktopProvider> providers) {
    List<MachineReport.Choice> kinds = new ArrayList<>();
    for (DesktopProvider provider : providers) {
      List<MachineReport.Part> missing =
          provider.missing().stream()
              .map(part -> new MachineReport.Part(part.what(), part.remedy()))
              .toList();
      kinds.add(new MachineReport.Choice(provider.name(), kinds.isEmpty(), missing));
    }
    List<MachineReport.Choice> known =
        models.names().stream()
            .map(name -> new MachineReport.Choice(name, name.equals(models.usual()), key(name)))
            .toList();
    return new MachineReport(
        known,
        kinds,
        limits.agents(),
        warm,
        keys,
        MachineReport.rules(limits, Prices.DATE),
        List.of());
  }

  private static List<MachineReport.Key> keys(Settings settings) {
    return KEYS.stream()
        .map(name -> new MachineReport.Key(name, !settings.variable(name).isEmpty()))
        .toList();
  }

  private static String unknown(String noun, String name, List<String> known) {
    return "there is no %s called \"%s\"; there is: %s."
        .formatted(noun, Clean.line(name, 60), String.join(", ", known));
  }
}
