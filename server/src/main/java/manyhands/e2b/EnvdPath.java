package manyhands.e2b;

import java.nio.file.Path;

/// A path inside a sandbox as callers write it, made absolute: relative ones, and `~`, begin at the
/// user's home folder. Where links lead is the machine's own affair, and never out of it.
final class EnvdPath {
  static final String HOME = "/home/user";

  private EnvdPath() {}

  static String absolute(String path) {
    if (path.isEmpty() || path.equals("~")) {
      return HOME;
    }
    String whole = path.startsWith("~/") ? HOME + path.substring(1) : path;
    return Path.of(whole.startsWith("/") ? whole : HOME + "/" + whole).normalize().toString();
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
