package manyhands.e2b;

import java.util.ArrayDeque;
import java.util.Deque;

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
    return normal(whole.startsWith("/") ? whole : HOME + "/" + whole);
  }

  /// Text that is no file's name here may well be one there.
  private static String normal(String path) {
    Deque<String> names = new ArrayDeque<>();
    for (String name : path.split("/", -1)) {
      if (name.equals("..")) {
        var _ = names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return "/" + String.join("/", names);
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
