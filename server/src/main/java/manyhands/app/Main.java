package manyhands.app;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/// Where the program starts.
public final class Main {
  private static final Logger LOG = Logger.getLogger(Main.class.getName());

  private Main() {}

  public static void main(String[] arguments) {
    LogFile.silence();
    Heartbeat.start();
    Terminal terminal = Terminal.standard(System.getenv());
    int code;
    try {
      code = commandLine(Settings.fromEnvironment()).execute(arguments);
    } catch (Trouble e) {
      code = fail(e, terminal);
    }
    System.exit(code);
  }

  static CommandLine commandLine(Settings settings) {
    CommandLine line =
        new CommandLine(new Manyhands())
            .addSubcommand(new RunCommand(settings))
            .addSubcommand(new ServeCommand(settings))
            .addSubcommand(new McpCommand(settings))
            .addSubcommand(new ApproveCommand(settings))
            .addSubcommand(new AnswerCommand(settings))
            .addSubcommand(new BudgetCommand(settings))
            .addSubcommand(new ExportCommand(settings))
            .addSubcommand(new DoctorCommand(settings))
            .addSubcommand(new SetupCommand(settings))
            .addSubcommand(new WarmUpCommand(settings));
    line.setParameterExceptionHandler((e, arguments) -> {
      String command = e.getCommandLine().getCommandSpec().qualifiedName();
      settings.terminal().say("manyhands: " + Clean.line(String.valueOf(e.getMessage()), 300));
      settings.terminal().say("Try: " + command + " --help");
      return Trouble.EXIT_CODE;
    });
    line.setExecutionExceptionHandler((e, command, result) -> fail(e, settings.terminal()));
    return line;
  }

  /// A person reads one line; a fault of ours also leaves its trace in the log.
  private static int fail(Exception e, Terminal terminal) {
    terminal.endProgress();
    if (Troubles.isKnown(e)) {
      terminal.say("manyhands: " + Clean.line(String.valueOf(e.getMessage()), 2_000));
    } else {
      LOG.log(Level.SEVERE, "a fault in Manyhands", e);
      terminal.say(
          "manyhands: failed because of a fault of its own ("
              + Clean.line(e.toString(), 300)
              + "); the log in the data folder says where.");
    }
    return Trouble.EXIT_CODE;
  }
}
