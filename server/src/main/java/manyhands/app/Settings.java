package manyhands.app;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// What the environment says: variables (`.env` of the current folder fills in those that are not
/// set), the folder that the command was typed in, the one that Manyhands is installed in, the
/// terminal, and where desktops come from.
record Settings(
    Map<String, String> variables,
    Path here,
    Path installation,
    Terminal terminal,
    DesktopSource desktops) {

  static Settings fromEnvironment() {
    Map<String, String> variables = new HashMap<>(DotEnv.read(Path.of(".env")));
    variables.putAll(System.getenv());
    String home = System.getProperty("manyhands.home", "");
    return new Settings(
        Map.copyOf(variables),
        Path.of("").toAbsolutePath(),
        Path.of(home).toAbsolutePath(),
        Terminal.standard(variables),
        new RealDesktops());
  }

  /// The same with one variable set to something else.
  Settings with(String name, String value) {
    Map<String, String> changed = new HashMap<>(variables);
    changed.put(name, value);
    return new Settings(Map.copyOf(changed), here, installation, terminal, desktops);
  }

  /// A variable's value, empty when it is not set.
  String variable(String name) {
    return variables.getOrDefault(name, "").strip();
  }

  /// A variable that is a number, or another number when it is not set.
  int number(String name, int otherwise) {
    String value = variable(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new Trouble(name + " must be a whole number.", e);
    }
  }

  /// Where everything is kept: the option, else `MANYHANDS_DATA`, else the place for such data.
  Path dataFolder(String option) {
    if (!option.isEmpty()) {
      return Path.of(option).toAbsolutePath().normalize();
    }
    String data = variable("MANYHANDS_DATA");
    if (!data.isEmpty()) {
      return Path.of(data).toAbsolutePath().normalize();
    }
    String shared = variable("XDG_DATA_HOME");
    Path base =
        shared.startsWith("/")
            ? Path.of(shared)
            : Path.of(System.getProperty("user.home"), ".local", "share");
    return base.resolve("manyhands").toAbsolutePath().normalize();
  }

  static String version() {
    String version = Settings.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
