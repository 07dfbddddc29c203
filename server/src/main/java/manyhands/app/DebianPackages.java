package manyhands.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The Debian packages that a desktop is made of (`image/packages.txt`), and which of them this
/// machine lacks.
record DebianPackages(List<String> names) {
  private static final String INSTALLED = "ii ";

  /// What `dpkg-query` answers when it knows not all of the names.
  private static final int SOME_UNKNOWN = 1;

  static DebianPackages of(Path installation) {
    Path list = installation.resolve("image/packages.txt");
    try {
      return new DebianPackages(
          Files.readAllLines(list).stream()
              .map(line -> line.replaceFirst("#.*", "").strip())
              .filter(line -> !line.isEmpty())
              .toList());
    } catch (IOException e) {
      throw new Trouble("cannot read " + list + ": the installation is not complete.", e);
    }
  }

  /// Whether packages can be asked for and installed here: Debian, Ubuntu and their kin.
  static boolean usable() {
    return Files.isExecutable(Path.of("/usr/bin/dpkg-query"))
        && Files.isExecutable(Path.of("/usr/bin/apt-get"));
  }

  /// Those that are not installed, in the order of the list.
  List<String> missing() {
    List<String> command =
        new ArrayList<>(List.of("dpkg-query", "-W", "-f=${db:Status-Abbrev}${Package}\n"));
    command.addAll(names);
    Set<String> installed = new HashSet<>();
    try {
      Process query =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (var lines = query.inputReader()) {
        lines
            .lines()
            .filter(line -> line.startsWith(INSTALLED))
            .forEach(line -> installed.add(line.substring(INSTALLED.length()).strip()));
      }
      // A signal may have ended it early, such as a Ctrl-C that was meant for us.
      if (query.waitFor() > SOME_UNKNOWN) {
        throw new Trouble("cannot ask which packages are installed: dpkg-query failed.");
      }
    } catch (IOException e) {
      throw new Trouble("cannot run dpkg-query: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return names.stream().filter(name -> !installed.contains(name)).toList();
  }

  /// What a person can type to install packages.
  static String command(List<String> packages) {
    return "sudo apt-get update && sudo apt-get install -y --no-install-recommends "
        + String.join(" ", packages);
  }
}
