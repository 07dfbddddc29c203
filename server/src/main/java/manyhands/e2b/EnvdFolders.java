package manyhands.e2b;

import java.util.Comparator;
import java.util.List;
import manyhands.envd.ConnectCode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The service `filesystem.Filesystem` of one machine, without watching.
record EnvdFolders(Shell shell) {

  private static final String ONE = "find \"$1\" -maxdepth 0 -printf '" + EnvdEntry.FORMAT + "'";

  private static final String THERE = "[ -e \"$1\" ] || [ -L \"$1\" ] || exit 44; ";

  private static final int DEEPEST = 64;

  ObjectNode stat(Fields request) {
    return entry(one(EnvdPath.absolute(request.text("path"))));
  }

  EnvdEntry one(String path) {
    return only(shell.run(path, THERE + ONE, path), path);
  }

  private static EnvdEntry only(String printed, String path) {
    List<EnvdEntry> all = EnvdEntry.all(printed);
    if (all.isEmpty()) {
      throw new EnvdFault(ConnectCode.NOT_FOUND, "path '" + path + "' does not exist");
    }
    return all.getFirst();
  }

  ObjectNode makeDir(Fields request) {
    String path = EnvdPath.absolute(request.text("path"));
    String script = "[ -d \"$1\" ] && exit 46; [ -e \"$1\" ] && exit 45; mkdir -p \"$1\" && " + ONE;
    return entry(only(shell.run(path, script, path), path));
  }

  ObjectNode move(Fields request) {
    String from = EnvdPath.absolute(request.text("source"));
    String to = EnvdPath.absolute(request.text("destination"));
    String script =
        THERE + "mkdir -p \"$(dirname \"$2\")\" && mv -fT \"$1\" \"$2\" && set -- \"$2\" && " + ONE;
    return entry(only(shell.run(from, script, from, to), to));
  }

  ObjectNode listDir(Fields request) {
    String path = EnvdPath.absolute(request.text("path"));
    long depth = Math.clamp(request.number("depth"), 1, DEEPEST);
    String script =
        THERE
            + "[ -d \"$1\" ] || exit 45; "
            + "find \"$1/\" -mindepth 1 -maxdepth \"$2\" -printf '"
            + EnvdEntry.FORMAT
            + "' 2>/dev/null; exit 0";
    ObjectNode answer = Wire.object();
    ArrayNode entries = answer.putArray("entries");
    EnvdEntry.all(shell.run(path, script, path, "" + depth)).stream()
        .map(EnvdFolders::tidy)
        .sorted(Comparator.comparing(EnvdEntry::path))
        .forEach(entry -> entries.add(entry.json()));
    return answer;
  }

  /// The slash behind the folder's name makes `find` go through a link, and stays in what it says.
  private static EnvdEntry tidy(EnvdEntry entry) {
    return new EnvdEntry(
        EnvdPath.absolute(entry.path()),
        entry.kind(),
        entry.size(),
        entry.rights(),
        entry.modified(),
        entry.target());
  }

  ObjectNode remove(Fields request) {
    String path = EnvdPath.absolute(request.text("path"));
    var _ = shell.run(path, "rm -rf \"$1\"", path);
    return Wire.object();
  }

  private static ObjectNode entry(EnvdEntry entry) {
    ObjectNode answer = Wire.object();
    answer.set("entry", entry.json());
    return answer;
  }
}
