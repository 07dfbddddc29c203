package manyhands.desktop.e2b;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import manyhands.desktop.Command;
import manyhands.desktop.CommandResult;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;

/// Runs programs inside a sandbox. What runs too long, or for somebody who left, dies with all that
/// it started: every process of a command carries the command's number.
final class Programs {

  /// What is still on its way when a program's time is over gets this long.
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Duration KILL_TIME = Duration.ofSeconds(20);

  /// What `timeout` answers after it has killed a program (and, being in its group, itself).
  private static final int KILLED = 137;

  private static final int PIECE_OF_INPUT = 1 << 16;

  private static final String MARK = "MANYHANDS_COMMAND";

  private static final String KILL =
      """
      for each in /proc/[0-9]*; do
        grep -qzx "$1" $each/environ 2>/dev/null && kill -9 ${each#/proc/}
      done; true
      """;

  private final Envd envd;
  private final E2bAccount account;
  private final ThreadFactory threads;
  private final String number;
  private final AtomicLong numbers = new AtomicLong();

  /// `number` is no other server's: its programs may still run in here.
  Programs(Envd envd, E2bAccount account, ThreadFactory threads, String number) {
    this.envd = envd;
    this.account = account;
    this.threads = threads;
    this.number = number;
  }

  CommandResult run(Command command) {
    String mark = MARK + "=" + number + "-" + numbers.incrementAndGet();
    double seconds = Math.max(0.1, command.timeout().toMillis() / 1000.0);
    List<String> words = new ArrayList<>(List.of("--signal=KILL", "" + seconds));
    words.addAll(command.argv());
    if (Thread.currentThread().isInterrupted()) {
      throw new DesktopException(Code.INTERRUPTED, "interrupted before a command ran inside");
    }
    boolean wellEnded = false;
    try {
      CommandResult result = follow(command, words, mark);
      wellEnded = !result.timedOut();
      return result;
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new DesktopException(Code.INTERRUPTED, "interrupted while a command ran inside", e);
      }
      throw new DesktopException(
          Code.LOST, "the connection to the sandbox broke: " + e.getMessage(), e);
    } finally {
      if (!wellEnded) {
        killAll(mark);
      }
    }
  }

  private CommandResult follow(Command command, List<String> words, String mark)
      throws IOException {
    Gathered gathered = new Gathered(command.outputLimit());
    Duration longest = command.timeout().plus(GRACE);
    InputStream events =
        envd.stream(
            "process.Process/Start",
            start("/usr/bin/timeout", words, mark, command.stdin().length > 0),
            Optional.of(longest));
    Thread watch = closeAfter(longest.plus(GRACE), events);
    try (Started started = Started.of(events, account)) {
      if (command.stdin().length > 0) {
        threads.newThread(() -> feed(started.pid(), command.stdin())).start();
      }
      int exitCode = started.follow(gathered);
      return gathered.result(exitCode, exitCode == KILLED);
    } catch (DesktopException e) {
      if (e.code() != Code.TIMEOUT) {
        throw e;
      }
      return gathered.result(KILLED, true);
    } finally {
      watch.interrupt();
      Envd.close(events);
    }
  }

  /// Starts a program that goes on by itself.
  void launch(String line) {
    InputStream events =
        envd.stream(
            "process.Process/Start",
            Map.of(
                "process",
                Map.of("cmd", "/bin/bash", "args", List.of("-l", "-c", line)),
                "stdin",
                false),
            Optional.empty());
    Thread watch = closeAfter(GRACE, events);
    try (Started _ = Started.of(events, account)) {
      watch.interrupt();
    } catch (IOException e) {
      throw new DesktopException(
          Code.LOST, "the connection to the sandbox broke: " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> start(
      String program, List<String> words, String mark, boolean stdin) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("DISPLAY", Envd.DISPLAY);
    variables.put("LANG", "C.UTF-8");
    variables.put(mark.substring(0, mark.indexOf('=')), mark.substring(mark.indexOf('=') + 1));
    return Map.of(
        "process",
        Map.of("cmd", program, "args", words, "envs", variables, "cwd", "/home/user"),
        "stdin",
        stdin);
  }

  private void feed(long pid, byte[] input) {
    Map<String, Object> process = Map.of("pid", pid);
    try {
      for (int from = 0; from < input.length; from += PIECE_OF_INPUT) {
        byte[] piece =
            Arrays.copyOfRange(input, from, Math.min(input.length, from + PIECE_OF_INPUT));
        var _ =
            envd.call(
                "process.Process/SendInput",
                Map.of(
                    "process",
                    process,
                    "input",
                    Map.of("stdin", Base64.getEncoder().encodeToString(piece))));
      }
      var _ = envd.call("process.Process/CloseStdin", Map.of("process", process));
    } catch (DesktopException _) {
      // It ended without reading everything, or its stream says why it did not end well.
    }
  }

  /// Nothing else ends a read from a server that says nothing any more.
  private Thread closeAfter(Duration time, InputStream events) {
    Thread watch =
        threads.newThread(() -> {
          try {
            Thread.sleep(time);
            Envd.close(events);
          } catch (InterruptedException _) {
            // It ended in time.
          }
        });
    watch.start();
    return watch;
  }

  /// Also for a thread that is told to stop.
  private void killAll(String mark) {
    boolean interrupted = Thread.interrupted();
    try {
      Command kill =
          new Command(List.of("/bin/sh", "-c", KILL, "sh", mark), new byte[0], KILL_TIME, 1000);
      var _ =
          follow(
              kill,
              List.of("" + KILL_TIME.toSeconds(), "/bin/sh", "-c", KILL, "sh", mark),
              MARK + "=0");
    } catch (IOException | DesktopException _) {
      // The sandbox is gone or unreachable: so is what ran in it.
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Output, so much of each stream.
  private static final class Gathered implements Started.Output {
    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private final int limit;
    private boolean truncated;

    Gathered(int limit) {
      this.limit = limit;
    }

    @Override
    public void stdout(byte[] bytes) {
      add(stdout, bytes);
    }

    @Override
    public void stderr(byte[] bytes) {
      add(stderr, bytes);
    }

    private void add(ByteArrayOutputStream to, byte[] bytes) {
      int taken = Math.min(bytes.length, limit - to.size());
      to.write(bytes, 0, taken);
      truncated |= taken < bytes.length;
    }

    CommandResult result(int exitCode, boolean late) {
      return new CommandResult(
          exitCode, stdout.toByteArray(), stderr.toByteArray(), truncated, late);
    }
  }
}
