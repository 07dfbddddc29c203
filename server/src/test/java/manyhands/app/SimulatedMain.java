package manyhands.app;

import java.nio.file.Path;
import java.util.Map;

/// The program at desktops in memory, as a process of its own: arguments are the data folder, the
/// installation, and then the command line.
public final class SimulatedMain {
  private SimulatedMain() {}

  private static Map<String, String> variables(String data) {
    String approve = System.getenv().getOrDefault("MANYHANDS_APPROVE", "");
    return Map.of("MANYHANDS_DATA", data, "MANYHANDS_APPROVE", approve);
  }

  public static void main(String[] arguments) {
    LogFile.silence();
    Settings settings =
        new Settings(
            variables(arguments[0]),
            Path.of(arguments[0]),
            Path.of(arguments[1]),
            Terminal.standard(System.getenv()),
            new FakeDesktops());
    String[] line = java.util.Arrays.copyOfRange(arguments, 2, arguments.length);
    System.exit(Main.commandLine(settings).execute(line));
  }
}
