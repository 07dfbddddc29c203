package manyhands.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Installs what a desktop on this machine needs and lacks.
///
/// As root, or through `sudo` where it asks for no password; otherwise a [Trouble] names the one
/// command to type.
final class Setup {
  /// Longer than the daily upgrade of a machine that has just started holds the lock.
  private static final int LOCK_SECONDS = 300;

  private static final String APT =
      "DEBIAN_FRONTEND=noninteractive exec apt-get -q -y -o DPkg::Lock::Timeout=" + LOCK_SECONDS;

  private final Terminal terminal;
  private final DebianPackages packages;

  Setup(Terminal terminal, DebianPackages packages) {
    this.terminal = terminal;
    this.packages = packages;
  }

  void ensure() {
    if (!DebianPackages.usable()) {
      return;
    }
    List<String> missing = packages.missing();
    if (!missing.isEmpty()) {
      install(missing);
    }
  }

  private void install(List<String> missing) {
    List<String> root = asRoot(missing);
    terminal.say(
        "Installing what desktops need, once: %d Debian packages (%s). This takes a few minutes."
            .formatted(missing.size(), shortened(missing)));
    try {
      Path log = Files.createTempFile("manyhands-setup", ".log");
      AptRun apt = new AptRun(terminal, root, log);
      boolean fresh = hasFreshLists();
      if (!fresh && !apt.run(APT + " update", "Fetching package lists")) {
        throw failed("apt-get update", missing, log);
      }
      String install =
          APT + " install --no-install-recommends -o APT::Status-Fd=3 " + String.join(" ", missing);
      boolean done = apt.run(install, "Installing");
      if (!done && fresh) {
        // The lists may name versions that their server has since replaced.
        done = apt.run(APT + " update", "Fetching package lists") && apt.run(install, "Installing");
      }
      if (!done) {
        throw failed("apt-get install", missing, log);
      }
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new Trouble("cannot install: " + e.getMessage(), e);
    }
    List<String> left = packages.missing();
    if (!left.isEmpty()) {
      throw new Trouble("these packages are still missing, type: " + DebianPackages.command(left));
    }
    terminal.say("Installed " + missing.size() + " packages.");
  }

  /// The words before a command that make it run as root; none when we are.
  private static List<String> asRoot(List<String> missing) {
    if (System.getProperty("user.name", "").equals("root")) {
      return List.of();
    }
    try {
      Process sudo =
          new ProcessBuilder("sudo", "-n", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (sudo.waitFor() == 0) {
        return List.of("sudo", "-n");
      }
    } catch (IOException e) {
      // There is no sudo: the same answer as when it wants a password.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Trouble(
        "desktops need %d Debian packages that are not installed, type: %s"
            .formatted(missing.size(), DebianPackages.command(missing)));
  }

  private static boolean hasFreshLists() throws IOException {
    try (Stream<Path> lists = Files.list(Path.of("/var/lib/apt/lists"))) {
      return lists.anyMatch(file -> file.toString().contains("_Packages"));
    }
  }

  private static Trouble failed(String what, List<String> missing, Path log) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      if (line.startsWith("E: ") || line.startsWith("Err:")) {
        lines.add(Clean.line(line.replaceFirst("^E: ", ""), 200));
      }
    }
    String why = lines.isEmpty() ? "see " + log : lines.getLast();
    return new Trouble(
        "%s failed (%s), all of it is in %s. To try by hand, type: %s"
            .formatted(what, why, log, DebianPackages.command(missing)));
  }

  private static String shortened(List<String> names) {
    int shown = Math.min(4, names.size());
    String list = String.join(", ", names.subList(0, shown));
    return shown < names.size() ? list + " ..." : list;
  }
}
