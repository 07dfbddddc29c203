package manyhands.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Finds the processes of desktops by what they carry in their environment.
final class MarkedProcesses {

  private MarkedProcesses() {}

  /// The host's processes that carry a machine's folder, or one below.
  static List<ProcessHandle> of(Path folder) {
    String mark = "\0MANYHANDS_MACHINE=" + folder;
    return ProcessHandle.allProcesses()
        .filter(process -> read(process, "environ").contains(mark))
        .toList();
  }

  static Stream<ProcessHandle> withDescendants(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants());
  }

  static String name(ProcessHandle process) {
    return read(process, "comm").replace("\0", "").strip();
  }

  /// Empty when the process has ended, or is somebody else's.
  private static String read(ProcessHandle process, String file) {
    try {
      Path path = Path.of("/proc", "" + process.pid(), file);
      return "\0" + Files.readString(path, StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }
}
