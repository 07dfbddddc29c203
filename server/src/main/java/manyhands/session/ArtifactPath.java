package manyhands.session;

import java.util.ArrayDeque;
import java.util.Deque;

/// A path inside a machine as a model wrote it, made plain.
final class ArtifactPath {

  private static final String HOME = "/home/user/";

  private ArtifactPath() {}

  /// Relative to the home folder, or absolute when it leads out of it, without `.`, `..` and
  /// doubled slashes; empty when it names no file.
  static String of(String written) {
    String path = written.strip();
    if (path.indexOf('\0') >= 0) {
      return "";
    }
    if (path.startsWith("~/")) {
      path = path.substring(2);
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (path.startsWith("/") ? path : HOME + path).split("/")) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    String plain = "/" + String.join("/", parts);
    if (plain.equals("/") || (plain + "/").equals(HOME)) {
      return "";
    }
    return plain.startsWith(HOME) ? plain.substring(HOME.length()) : plain;
  }
}
