package manyhands.desktop.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
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

  /// Times that nothing is found but a process that is becoming another program, which takes
  /// milliseconds, up to a quarter of a second on a busy machine. One that hides for good is not
  /// ours to wait for.
  private static final int CHANGES = 50;

  private Processes() {}

  /// The machines' folders that some living process carries.
  static Set<String> marks() {
    Set<String> marks = new HashSet<>();
    scan((_, trace) -> {
      String mark = trace.variable(MARK);
      if (!mark.isEmpty()) {
        marks.add(mark);
      }
      for (String argument : trace.arguments()) {
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
    return kill(trace ->
        trace.variable(MARK).equals(folder.toString())
            || trace.arguments().stream().anyMatch(ours::contains));
  }

  /// The same for what one command inside has started.
  static boolean killCommand(String number) throws InterruptedException {
    return kill(trace -> trace.variable(COMMAND_MARK).equals(number));
  }

  private static boolean kill(Predicate<Trace> ours) throws InterruptedException {
    for (int i = 0, undecided = 0; i < WAITS; i++) {
      List<Long> found = new ArrayList<>();
      AtomicBoolean changing = new AtomicBoolean();
      scan((pid, trace) -> {
        if (ours.test(trace)) {
          found.add(pid);
        } else if (trace.changes()) {
          changing.set(true);
        }
      });
      if (found.isEmpty() && (!changing.get() || undecided++ == CHANGES)) {
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
    return Trace.started(Path.of("/proc/" + pid));
  }

  private static void scan(BiConsumer<Long, Trace> each) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      all.forEach(process ->
          each.accept(Long.parseLong(process.getFileName().toString()), Trace.of(process)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
