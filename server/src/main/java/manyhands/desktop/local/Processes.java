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
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Finds and ends the host's processes of a machine. Every one of them carries the machine's folder
/// in its environment or in its arguments, so a machine is found whole also when the server died
/// before it could write anything down, and a process number that was given to somebody else is
/// never mistaken for it. What runs inside is in a process namespace whose first process carries
/// it.
final class Processes {

  static final String MARK = "MANYHANDS_MACHINE";

  /// What is told by an argument, for those that hide their environment from all but root: the
  /// sandbox is given the one folder's name, the network stack the other's.
  static final String SCREEN = "screen";

  static final String NETWORK = "net";

  /// The mark of the programs of one command inside a machine.
  static final String COMMAND_MARK = "MANYHANDS_COMMAND";

  /// A killed process is gone within milliseconds; one that waits for a broken disk is not ours to
  /// wait for.
  private static final int WAITS = 150;

  private static final int WAIT_MILLIS = 10;

  private Processes() {}

  /// The machines' folders that some living process carries.
  static Set<String> marks() {
    Set<String> marks = new HashSet<>();
    scan(process -> {
      String mark = mark(process, MARK);
      if (!mark.isEmpty()) {
        marks.add(mark);
      }
      for (String argument : arguments(process)) {
        if (argument.endsWith("/" + SCREEN) || argument.endsWith("/" + NETWORK)) {
          marks.add(argument.substring(0, argument.lastIndexOf('/')));
        }
      }
    });
    return marks;
  }

  /// Kills everything of a machine and waits until it is gone; false when something stayed.
  static boolean kill(Path folder) throws InterruptedException {
    Set<String> ours =
        Set.of(folder.resolve(SCREEN).toString(), folder.resolve(NETWORK).toString());
    return kill(process ->
        mark(process, MARK).equals(folder.toString())
            || arguments(process).stream().anyMatch(ours::contains));
  }

  /// The same for what one command inside has started.
  static boolean killCommand(String number) throws InterruptedException {
    return kill(process -> mark(process, COMMAND_MARK).equals(number));
  }

  private static boolean kill(Predicate<Path> ours) throws InterruptedException {
    for (int i = 0; i < WAITS; i++) {
      List<Long> found = new ArrayList<>();
      scan(process -> {
        if (ours.test(process)) {
          found.add(Long.parseLong(process.getFileName().toString()));
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

  private static void scan(Consumer<Path> each) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      all.forEach(each);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> arguments(Path process) {
    return List.of(text(process.resolve("cmdline")).split("\0", -1));
  }

  private static String mark(Path process, String variable) {
    String environment = text(process.resolve("environ"));
    String name = "\0" + variable + "=";
    int at = ("\0" + environment).indexOf(name);
    if (at < 0) {
      return "";
    }
    int start = at + name.length() - 1;
    int end = environment.indexOf('\0', start);
    return environment.substring(start, end < 0 ? environment.length() : end);
  }

  /// Nothing of processes that have just ended, and of others' that cannot be read.
  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }
}
