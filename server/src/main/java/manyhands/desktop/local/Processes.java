package manyhands.desktop.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds and ends the host's processes of a machine. Every one of them carries the machine's folder
/// in its environment, so a machine is found whole also when the server died before it could write
/// anything down, and a process number that was given to somebody else is never mistaken for it.
/// What runs inside is in a process namespace whose first process carries the mark.
final class Processes {

  static final String MARK = "MANYHANDS_MACHINE";

  /// The same for the programs of one command inside a machine.
  static final String COMMAND_MARK = "MANYHANDS_COMMAND";

  /// A killed process is gone within milliseconds; one that waits for a broken disk is not ours to
  /// wait for.
  private static final int WAITS = 150;

  private static final int WAIT_MILLIS = 10;

  private Processes() {}

  /// The machines' folders that some living process carries.
  static Set<String> marks() {
    Set<String> marks = new HashSet<>();
    scan(MARK, (_, mark) -> marks.add(mark));
    return marks;
  }

  /// Kills everything of a machine and waits until it is gone; false when something stayed.
  static boolean kill(Path folder) throws InterruptedException {
    return kill(MARK, folder.toString());
  }

  static boolean kill(String name, String value) throws InterruptedException {
    for (int i = 0; i < WAITS; i++) {
      List<Long> found = new ArrayList<>();
      scan(
          name,
          (pid, mark) -> {
            if (mark.equals(value)) {
              found.add(pid);
            }
          });
      if (found.isEmpty()) {
        return true;
      }
      for (long pid : found) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      }
      Thread.sleep(WAIT_MILLIS);
    }
    return false;
  }

  /// When the process started, in the kernel's ticks; -1 when there is none.
  static long started(long pid) {
    try {
      String stat =
          Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[0].equals("Z") ? -1 : Long.parseLong(fields[19]);
    } catch (IOException | RuntimeException _) {
      return -1;
    }
  }

  private static void scan(String name, Found found) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : all) {
        String mark = mark(process, name);
        if (!mark.isEmpty()) {
          found.process(Long.parseLong(process.getFileName().toString()), mark);
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// Processes of others, and those that have just ended, cannot be read and are not ours.
  private static String mark(Path process, String variable) {
    try {
      String environment =
          Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
      String name = "\0" + variable + "=";
      int at = ("\0" + environment).indexOf(name);
      if (at < 0) {
        return "";
      }
      int start = at + name.length() - 1;
      int end = environment.indexOf('\0', start);
      return environment.substring(start, end < 0 ? environment.length() : end);
    } catch (IOException _) {
      return "";
    }
  }

  private interface Found {
    void process(long pid, String mark);
  }
}
