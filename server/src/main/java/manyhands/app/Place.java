package manyhands.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// The folders of one installation: what belongs to the program, what is kept, and what goes with a
/// reboot (`runtimes` holds a folder for each data folder).
record Place(Path installation, Path dataFolder, Path runtimes) {

  static Place of(Settings settings, Path dataFolder) {
    String offered = settings.variable("XDG_RUNTIME_DIR");
    // Root's machines run as nobody, who could not walk into root's own folder.
    boolean root = System.getProperty("user.name", "").equals("root");
    Path runtimes = offered.startsWith("/") && !root ? Path.of(offered) : Path.of("/run");
    if (!Files.isWritable(runtimes) || !runsPrograms(runtimes)) {
      runtimes = Path.of("/tmp");
    }
    return new Place(settings.installation(), dataFolder, runtimes);
  }

  /// Whether programs may be started from there: Debian's `/run` forbids it.
  private static boolean runsPrograms(Path folder) {
    try {
      return Files.readAllLines(Path.of("/proc/self/mounts"), StandardCharsets.ISO_8859_1).stream()
          .map(line -> line.split(" ", -1))
          .filter(mount -> folder.startsWith(mount[1]))
          // Of two at the same place, the later one is seen.
          .reduce((one, other) -> other[1].length() >= one[1].length() ? other : one)
          .map(mount -> !List.of(mount[3].split(",", -1)).contains("noexec"))
          .orElse(true);
    } catch (IOException _) {
      return true;
    }
  }

  /// Short, because it holds sockets and their paths may have 107 bytes.
  Path runtime() {
    byte[] path = dataFolder.toString().getBytes(StandardCharsets.UTF_8);
    return runtimes.resolve("manyhands-" + UUID.nameUUIDFromBytes(path).toString().substring(0, 8));
  }
}
