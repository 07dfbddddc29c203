package manyhands.e2b;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A file, folder or link as `find` describes it and as envd tells it.
record EnvdEntry(
    String path, char kind, long size, Rights rights, Instant modified, String target) {

  /// Whose it is, and who may do what with it.
  record Rights(int mode, String permissions, String owner, String group) {}

  /// For `find -printf`: no name of a file has a NUL in it.
  static final String FORMAT = "%Y\\0%s\\0%m\\0%M\\0%u\\0%g\\0%T@\\0%l\\0%p\\0";

  private static final int FIELDS = 9;

  static List<EnvdEntry> all(String printed) {
    String[] fields = printed.split("\0", -1);
    List<EnvdEntry> entries = new ArrayList<>();
    for (int i = 0; i + FIELDS < fields.length; i += FIELDS) {
      entries.add(
          new EnvdEntry(
              fields[i + 8],
              fields[i].charAt(0),
              Long.parseLong(fields[i + 1]),
              new Rights(
                  Integer.parseInt(fields[i + 2], 8), fields[i + 3], fields[i + 4], fields[i + 5]),
              instant(fields[i + 6]),
              fields[i + 7]));
    }
    return entries;
  }

  private static Instant instant(String seconds) {
    String[] parts = seconds.split("\\.", -1);
    String nanos = parts.length > 1 ? (parts[1] + "000000000").substring(0, 9) : "0";
    return Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(nanos));
  }

  boolean isFolder() {
    return kind == 'd';
  }

  boolean isFile() {
    return kind == 'f';
  }

  ObjectNode json() {
    ObjectNode node =
        Wire.object()
            .put("name", EnvdPath.name(path))
            .put("type", isFolder() ? "FILE_TYPE_DIRECTORY" : other())
            .put("path", path)
            .put("size", String.valueOf(size))
            .put("mode", rights.mode())
            .put("permissions", rights.permissions())
            .put("owner", rights.owner())
            .put("group", rights.group())
            .put("modifiedTime", modified.toString());
    if (!target.isEmpty()) {
      node.put("symlinkTarget", Path.of(path).resolveSibling(target).normalize().toString());
    }
    return node;
  }

  private String other() {
    return isFile()
        ? "FILE_TYPE_FILE"
        : target.isEmpty() ? "FILE_TYPE_UNSPECIFIED" : "FILE_TYPE_SYMLINK";
  }
}
