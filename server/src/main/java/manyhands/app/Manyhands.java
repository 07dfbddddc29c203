package manyhands.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The command line's root.
@Command(
    name = "manyhands",
    description = "One prompt, many hands: agents that work on real desktops.",
    mixinStandardHelpOptions = true,
    versionProvider = Manyhands.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Tests: ./manyhands test"})
final class Manyhands implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to do: run, serve, mcp, approve, export, doctor or setup.");
  }

  /// Says the version.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Manyhands " + Settings.version()};
    }
  }
}
