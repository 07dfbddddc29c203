package manyhands.desktop.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a process of the host shows of itself. One that `changes` is becoming another program: for
/// a moment, longer on a busy machine, it shows neither arguments nor environment, and nobody can
/// tell whose it is.
record Trace(List<String> arguments, String environment, boolean changes) {

  /// Fields of [#stat], counted from the state.
  private static final int FLAGS = 6;

  private static final int STARTED = 19;
  private static final int CODE_START = 23;
  private static final int ENVIRONMENT_START = 47;
  private static final int ENVIRONMENT_END = 48;

  /// In the kernel's flags of a process: it is a thread of the kernel's own.
  private static final long KERNEL = 0x00200000;

  /// Looks at an environment that is changed while it is read, before it is called changing.
  private static final int LOOKS = 3;

  static Trace of(Path process) {
    String arguments = text(process.resolve("cmdline"));
    String environment = "";
    boolean undecided = true;
    for (int look = 0; look < LOOKS && undecided && environment.isEmpty(); look++) {
      try {
        environment = read(process.resolve("environ"));
        undecided = environment.isEmpty() && !hasNone(stat(process));
      } catch (AccessDeniedException _) {
        // Somebody else's, or one that hides it: its arguments tell.
        undecided = false;
      } catch (IOException _) {
        return new Trace(List.of(), "", false);
      }
    }
    boolean changes = (undecided || arguments.isEmpty()) && isProgram(stat(process));
    return new Trace(List.of(arguments.split("\0", -1)), environment, changes);
  }

  /// It was started with an empty environment. While a program is loaded, its environment ends for
  /// a moment where it begins; the place of its code is filled in after that.
  private static boolean hasNone(String[] stat) {
    return stat.length > ENVIRONMENT_END
        && !stat[CODE_START].equals("0")
        && !stat[ENVIRONMENT_START].equals("0")
        && stat[ENVIRONMENT_START].equals(stat[ENVIRONMENT_END]);
  }

  private static boolean isProgram(String[] stat) {
    return stat.length > FLAGS
        && !stat[0].matches("[ZX]")
        && (Long.parseLong(stat[FLAGS]) & KERNEL) == 0;
  }

  /// A variable's value; empty when it has none.
  String variable(String name) {
    String before = "\0" + name + "=";
    int at = ("\0" + environment).indexOf(before);
    if (at < 0) {
      return "";
    }
    int start = at + before.length() - 1;
    int end = environment.indexOf('\0', start);
    return environment.substring(start, end < 0 ? environment.length() : end);
  }

  /// When the process started, in the kernel's ticks; -1 when there is none.
  static long started(Path process) {
    String[] stat = stat(process);
    return stat.length <= STARTED || stat[0].equals("Z") ? -1 : Long.parseLong(stat[STARTED]);
  }

  /// What the kernel counts of a process, from its state on; nothing when there is none.
  private static String[] stat(Path process) {
    String stat = text(process.resolve("stat"));
    int name = stat.lastIndexOf(')');
    return name < 0 ? new String[0] : stat.substring(name + 2).strip().split(" ", -1);
  }

  /// Nothing of processes that have just ended, and of others' that cannot be read.
  private static String text(Path file) {
    try {
      return read(file);
    } catch (IOException _) {
      return "";
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
