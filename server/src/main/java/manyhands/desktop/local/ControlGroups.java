package manyhands.desktop.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopSpec.Limits;

/// Limits for a whole machine through the kernel's control groups, in version 2 or 1, where this
/// host lets us make some. A machine's groups are found again by its id.
final class ControlGroups {

  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final String OURS = "manyhands";

  /// Times an emptied group is tried to be removed: the kernel lets go of it a moment after its
  /// last process.
  private static final int TRIES = 50;

  private static final int TRY_MILLIS = 10;

  private ControlGroups() {}

  private static boolean unified() {
    return Files.exists(ROOT.resolve("cgroup.controllers"));
  }

  /// The words that `doctor` says: what is enforced, and how.
  static List<String> enforced() {
    List<String> all = new ArrayList<>();
    all.add("disk: home, /tmp and the rest in memory, each of a limited size");
    String version = unified() ? "control groups 2" : "control groups 1";
    for (String what : List.of("memory", "pids")) {
      boolean can = Files.isWritable(unified() ? ROOT : ROOT.resolve(what));
      String name = what.equals("pids") ? "processes" : what;
      all.add(
          name
              + (can
                  ? ": " + version
                  : ": each program by itself (no right to make control groups; run as root to"
                      + " limit the whole desktop)"));
    }
    return all;
  }

  /// Makes a machine's groups; empty when this host does not let us.
  static List<Path> make(DesktopId id, Limits limits) {
    try {
      if (unified()) {
        Path ours = ROOT.resolve(OURS);
        Files.createDirectories(ours);
        Files.writeString(ROOT.resolve("cgroup.subtree_control"), "+memory +pids");
        Files.writeString(ours.resolve("cgroup.subtree_control"), "+memory +pids");
        Path group = Files.createDirectories(ours.resolve(id.value()));
        Files.writeString(group.resolve("memory.max"), "" + limits.memoryBytes());
        Files.writeString(group.resolve("pids.max"), "" + limits.processes());
        return List.of(group);
      }
      Path memory = Files.createDirectories(ROOT.resolve("memory/" + OURS + "/" + id));
      Files.writeString(memory.resolve("memory.limit_in_bytes"), "" + limits.memoryBytes());
      Path pids = Files.createDirectories(ROOT.resolve("pids/" + OURS + "/" + id));
      Files.writeString(pids.resolve("pids.max"), "" + limits.processes());
      return List.of(memory, pids);
    } catch (IOException _) {
      remove(id);
      return List.of();
    }
  }

  static List<Path> of(DesktopId id) {
    List<Path> all = new ArrayList<>();
    for (String where : List.of(OURS, "memory/" + OURS, "pids/" + OURS)) {
      Path group = ROOT.resolve(where).resolve(id.value());
      if (Files.isDirectory(group)) {
        all.add(group);
      }
    }
    return all;
  }

  static void remove(DesktopId id) {
    for (int i = 0; i < TRIES && !of(id).isEmpty(); i++) {
      for (Path group : of(id)) {
        try {
          Files.delete(group);
        } catch (IOException _) {
          pause();
        }
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(TRY_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The files that a process joins the groups through, as one word of a command.
  static String words(List<Path> groups) {
    return groups.stream()
        .map(group -> group.resolve("cgroup.procs").toString())
        .collect(Collectors.joining(" "));
  }
}
