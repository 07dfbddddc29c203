package manyhands.desktop.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import manyhands.desktop.DesktopId;

/// Who a machine's processes are on this host. A server that is root gives every machine a user
/// number of its own that nobody else has; otherwise they are the server's user, who is nobody
/// special either.
record Identity(boolean root, long uid) {

  /// Far above the numbers that systems give to users, services and containers.
  private static final long FIRST = 1_900_000_000L;

  private static final int NUMBERS = 100_000_000;

  static Identity of(DesktopId id) {
    long us = serverUid();
    return us == 0
        ? new Identity(true, FIRST + Math.floorMod(id.value().hashCode(), NUMBERS))
        : new Identity(false, us);
  }

  static long serverUid() {
    try {
      return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void give(Path folder) throws IOException {
    if (root) {
      Files.setAttribute(folder, "unix:uid", (int) uid);
      Files.setAttribute(folder, "unix:gid", (int) uid);
    }
  }

  /// The number, where it is not our own.
  List<String> number() {
    return root ? List.of("" + uid) : List.of();
  }

  /// The command, as this user.
  List<String> become(List<String> command) {
    if (!root) {
      return command;
    }
    List<String> all =
        new ArrayList<>(
            List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups", "--"));
    all.addAll(command);
    return all;
  }
}
