package manyhands.e2b;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import manyhands.desktop.Command;
import manyhands.desktop.CommandResult;
import manyhands.desktop.DesktopException;
import manyhands.desktop.Machine;
import manyhands.envd.ConnectCode;

/// Small scripts that look at a machine's files from inside, as its user.
record Shell(Machine machine) {

  private static final Duration TIME = Duration.ofSeconds(50);

  /// Some hundred thousand names.
  private static final int OUTPUT_AT_MOST = 32 << 20;

  /// How scripts say what is wrong.
  static final int MISSING = 44;

  static final int NO_FOLDER = 45;
  static final int EXISTS = 46;

  /// What the script says on its standard output. `path` is named when it fails.
  String run(String path, String script, String... arguments) {
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    argv.addAll(List.of(arguments));
    CommandResult result;
    try {
      result = machine.run(new Command(argv, new byte[0], TIME, OUTPUT_AT_MOST));
    } catch (DesktopException e) {
      throw EnvdFault.of(e);
    }
    if (result.timedOut()) {
      throw new EnvdFault(ConnectCode.DEADLINE_EXCEEDED, "that took too long: " + path);
    }
    if (result.truncated()) {
      throw new EnvdFault(ConnectCode.RESOURCE_EXHAUSTED, "too much to list: " + path);
    }
    String words = new String(result.stderr(), StandardCharsets.UTF_8).strip();
    return switch (result.exitCode()) {
      case 0 -> new String(result.stdout(), StandardCharsets.UTF_8);
      case MISSING ->
          throw new EnvdFault(ConnectCode.NOT_FOUND, "path '" + path + "' does not exist");
      case NO_FOLDER ->
          throw new EnvdFault(ConnectCode.INVALID_ARGUMENT, "path is not a directory: " + path);
      case EXISTS ->
          throw new EnvdFault(ConnectCode.ALREADY_EXISTS, "directory already exists: " + path);
      default -> throw failed(path, words);
    };
  }

  static EnvdFault failed(String path, String words) {
    boolean forbidden =
        words.contains("Permission denied")
            || words.contains("Read-only file system")
            || words.contains("not permitted");
    boolean full = words.contains("No space left");
    ConnectCode code =
        forbidden
            ? ConnectCode.PERMISSION_DENIED
            : full ? ConnectCode.RESOURCE_EXHAUSTED : ConnectCode.INTERNAL;
    return new EnvdFault(code, "path '" + path + "': " + words);
  }
}
