package manyhands.desktop.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import manyhands.desktop.Command;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.Program;
import manyhands.desktop.RunningProgram;
import org.jspecify.annotations.Nullable;

/// A program inside a machine of this host. A shell goes before it: it is told the environment by
/// its first line of input, which nobody sees in a list of processes, says its number (and its
/// terminal), and becomes the program.
final class LocalProgram implements RunningProgram {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /// Longer first lines are none of ours.
  private static final int LONGEST_LINE = 200;

  private static final Duration SIGNAL_TIME = Duration.ofSeconds(10);

  private static final int SIGNALLED = 128;

  /// No program is ended by a signal beyond these in practice, and 255 is what many say when they
  /// fail.
  private static final int LAST_SIGNAL = 31;

  private static final String PLAIN =
      """
      IFS= read -r all; eval "$all"; cd -- "$1" 2>/dev/null || { echo none; exit 1; }
      shift; echo "$$"; exec "$@"
      """;

  /// `script` makes the terminal; what it runs knows its name.
  private static final String AT_TERMINAL =
      """
      IFS= read -r all; eval "$all"; cd -- "$1" 2>/dev/null || { echo none; exit 1; }
      SHELL=/bin/bash exec script -qefc "$2" /dev/null
      """;

  private final Process process;
  private final Pipes pipes;
  private final Inside inside;
  private final Runnable killAll;
  private final @Nullable String terminal;
  private final long pid;
  private volatile boolean signalled;

  private LocalProgram(
      Process process,
      Pipes pipes,
      Inside inside,
      Runnable killAll,
      @Nullable String terminal,
      long pid) {
    this.process = process;
    this.pipes = pipes;
    this.inside = inside;
    this.killAll = killAll;
    this.terminal = terminal;
    this.pid = pid;
  }

  /// What is run for it inside.
  static List<String> command(Program program) {
    String folder = program.folder() == null ? "." : program.folder();
    Program.TerminalSize size = program.terminal();
    List<String> words = new ArrayList<>(List.of("/bin/bash", "-c"));
    if (size == null) {
      words.addAll(List.of(PLAIN, "bash", folder));
      words.addAll(program.argv());
    } else {
      String argv =
          program.argv().stream().map(LocalProgram::quoted).collect(Collectors.joining(" "));
      words.addAll(List.of(AT_TERMINAL, "bash", folder));
      words.add(
          "stty rows %d cols %d; tty; echo \"$$\"; exec %s"
              .formatted(size.rows(), size.columns(), argv));
    }
    return words;
  }

  /// Reads what the shell before it says. Closes the process when that is nothing good.
  static LocalProgram begin(
      Process process, Pipes pipes, Program program, Inside inside, Runnable killAll) {
    boolean begun = false;
    try {
      pipes
          .input()
          .write((environment(program.environment()) + "\n").getBytes(StandardCharsets.UTF_8));
      String first = line(pipes.output());
      if (first.equals("none")) {
        throw new DesktopException(
            Code.NO_SUCH_FILE, "there is no folder " + Objects.requireNonNull(program.folder()));
      }
      String terminal = program.terminal() == null ? null : first;
      String pid = terminal == null ? first : line(pipes.output());
      if (!pid.matches("[0-9]{1,10}")) {
        throw new DesktopException(Code.UNSUPPORTED, "a program could not be started");
      }
      begun = true;
      return new LocalProgram(process, pipes, inside, killAll, terminal, Long.parseLong(pid));
    } catch (IOException e) {
      throw new DesktopException(Code.LOST, "a program could not be started: " + e.getMessage(), e);
    } finally {
      if (!begun) {
        pipes.leave();
        process.destroyForcibly();
        killAll.run();
      }
    }
  }

  private static String environment(Map<String, String> variables) {
    StringBuilder line = new StringBuilder(":");
    variables.forEach((name, value) -> {
      if (!NAME.matcher(name).matches() || value.indexOf('\0') >= 0) {
        throw new DesktopException(
            Code.BAD_ACTION, "\"" + name + "\" is no variable's name, or its value has a NUL");
      }
      line.append("; export ").append(name).append('=').append(ansi(value));
    });
    return line.toString();
  }

  /// On one line, as bash reads it.
  private static String ansi(String value) {
    return "$'"
        + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
        + "'";
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private static String line(InputStream from) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = from.read();
        c >= 0 && c != '\n' && line.length() < LONGEST_LINE;
        c = from.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public OutputStream input() {
    return pipes.input();
  }

  @Override
  public InputStream output() {
    return pipes.output();
  }

  @Override
  public InputStream errors() {
    return pipes.errors();
  }

  /// Out here a program that a signal has ended looks like one that exits with 128 and the signal's
  /// number, as shells do for a child of theirs. Only one that was sent a signal from here is taken
  /// for ended by it.
  @Override
  public End await() throws InterruptedException {
    int code = process.waitFor();
    int signal = code - SIGNALLED;
    return signalled && signal > 0 && signal <= LAST_SIGNAL
        ? new End(-1, signal)
        : new End(code, 0);
  }

  @Override
  public void signal(Signal signal) {
    String name =
        switch (signal) {
          case TERMINATE -> "TERM";
          case KILL -> "KILL";
        };
    if (process.isAlive()) {
      signalled = true;
      var _ = inside.run(command("kill", "-" + name, "" + pid));
    }
  }

  @Override
  public void resize(Program.TerminalSize size) {
    if (terminal == null) {
      throw new DesktopException(Code.UNSUPPORTED, "the program sits at no terminal");
    }
    var _ =
        inside.run(
            command("stty", "-F", terminal, "rows", "" + size.rows(), "cols", "" + size.columns()));
  }

  private static Command command(String... words) {
    return new Command(List.of(words), new byte[0], SIGNAL_TIME, LONGEST_LINE);
  }

  @Override
  public void close() {
    pipes.leave();
    process.destroyForcibly();
    killAll.run();
  }
}
