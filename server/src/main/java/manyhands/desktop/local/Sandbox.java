package manyhands.desktop.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.DesktopSpec.Network;

/// The command line that makes a machine: bubblewrap around the image's start program. Read-only
/// system, private home, and nothing of the host's `/home`, `/root`, `/run`, `/tmp` or `/var`.
final class Sandbox {

  /// What inside is a file system in memory besides the home folder; enough for sockets, and for a
  /// browser's shared memory.
  private static final long RUN_BYTES = 64L << 20;

  private static final long SHARED_MEMORY_BYTES = 512L << 20;

  /// Parts of `/etc` that programs of the desktop read; none says anything about this host.
  private static final List<String> ETC =
      List.of(
          "alternatives",
          "ld.so.cache",
          "ld.so.conf",
          "ld.so.conf.d",
          "X11",
          "xdg",
          "gtk-3.0",
          "fonts",
          "ssl/certs",
          "mime.types",
          "localtime",
          "chromium",
          "chromium.d");

  private static final List<String> OWN_ETC =
      List.of("passwd", "group", "hosts", "nsswitch.conf", "resolv.conf");

  private final List<String> command = new ArrayList<>();

  private Sandbox() {}

  /// `limitedInside` when no control group limits the machine.
  static List<String> command(
      LocalPlaces places, Path folder, DesktopSpec spec, boolean limitedInside) {
    Sandbox sandbox = new Sandbox();
    // An outer user namespace for all: what is in it can be entered later without being root.
    sandbox.add("unshare", "--user", "--map-root-user");
    String hold = places.published().resolve("hold").toString();
    if (spec.network() == Network.INTERNET) {
      sandbox.add("--net", hold, NetworkRules.of(folder).toString(), "bwrap");
    } else {
      sandbox.add(hold, "-", "bwrap", "--unshare-net");
    }
    sandbox.add("--json-status-fd", "4");
    sandbox.namespaces();
    sandbox.files(places, folder, spec);
    sandbox.add("--chdir", "/home/user", "/opt/manyhands/start", spec.size().toString());
    sandbox.add(limitedInside ? "" + spec.limits().processes() : "0");
    sandbox.add(limitedInside ? "" + spec.limits().memoryBytes() : "0");
    return sandbox.command;
  }

  private void namespaces() {
    add("--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts");
    add("--unshare-cgroup-try", "--hostname", "desktop", "--uid", "1000", "--gid", "1000");
    add("--cap-drop", "ALL", "--clearenv");
    Inside.ENVIRONMENT.forEach((name, value) -> add("--setenv", name, value));
  }

  private void files(LocalPlaces places, Path folder, DesktopSpec spec) {
    add("--ro-bind", "/usr", "/usr", "--tmpfs", "/usr/local", "--remount-ro", "/usr/local");
    add("--proc", "/proc", "--dev", "/dev");
    for (String top : List.of("bin", "sbin", "lib", "lib64")) {
      if (Files.exists(Path.of("/usr", top))) {
        add("--symlink", "usr/" + top, "/" + top);
      }
    }
    for (String part : ETC) {
      add("--ro-bind-try", "/etc/" + part, "/etc/" + part);
    }
    Path image = places.published();
    for (String part : OWN_ETC) {
      add("--ro-bind", image.resolve("etc").resolve(part).toString(), "/etc/" + part);
    }
    memory(SHARED_MEMORY_BYTES, "/dev/shm");
    add("--remount-ro", "/dev");
    memory(spec.limits().diskBytes() / 2, "/tmp");
    memory(RUN_BYTES, "/run");
    memory(RUN_BYTES, "/var");
    add("--dir", "/var/tmp", "--ro-bind-try", "/var/cache/fontconfig", "/var/cache/fontconfig");
    memory(spec.limits().diskBytes(), "/home/user");
    add("--bind", folder.resolve("screen").toString(), "/run/screen");
    add("--ro-bind", image.toString(), "/opt/manyhands");
    // Where E2B's desktop SDK looks for the stream's web page.
    add("--symlink", "manyhands/e2b/novnc", "/opt/noVNC");
    // The root is a memory file system of its own, the user's and without a bound.
    add("--remount-ro", "/");
  }

  private void memory(long bytes, String where) {
    add("--size", "" + bytes, "--tmpfs", where);
  }

  private void add(String... words) {
    command.addAll(List.of(words));
  }
}
