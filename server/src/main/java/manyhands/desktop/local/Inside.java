package manyhands.desktop.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import manyhands.desktop.Command;
import manyhands.desktop.CommandResult;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.Program;
import manyhands.desktop.RunningProgram;

/// Runs programs inside a running machine: enters all of its namespaces, so that a path can only
/// mean what it means in there, and becomes its user, who can gain no privilege.
final class Inside {

  /// What every program of a machine finds in its environment, and nothing else of ours.
  static final Map<String, String> ENVIRONMENT = environment();

  /// A program that does not end when told to, and the pipe that it leaves open, get this long.
  private static final Duration GRACE = Duration.ofSeconds(2);

  /// What `timeout` answers after it has killed a program (and, being in its group, itself).
  private static final int KILLED = 137;

  private static final String KEEP = "--preserve-credentials";

  /// A process number alone may be that of the server before, whose programs may run on in here.
  private static final String SERVER =
      ProcessHandle.current().pid()
          + "-"
          + ProcessHandle.current().info().startInstant().map(Instant::toEpochMilli).orElse(0L);

  private static final AtomicLong NUMBERS = new AtomicLong();

  private final MachineRecord record;
  private final Identity user;
  private final List<Path> groups;
  private final LocalPlaces places;
  private final ThreadFactory threads;

  Inside(
      MachineRecord record,
      Identity user,
      List<Path> groups,
      LocalPlaces places,
      ThreadFactory threads) {
    this.record = record;
    this.user = user;
    this.groups = groups;
    this.places = places;
    this.threads = threads;
  }

  private static Map<String, String> environment() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("PATH", "/opt/manyhands/bin:/usr/local/bin:/usr/bin:/bin:/usr/games");
    all.put("HOME", "/home/user");
    all.put("USER", "user");
    all.put("LOGNAME", "user");
    all.put("SHELL", "/bin/bash");
    all.put("LANG", "C.UTF-8");
    all.put("DISPLAY", ":0");
    all.put("XDG_DATA_DIRS", "/opt/manyhands/share:/usr/local/share:/usr/share");
    all.put("XDG_RUNTIME_DIR", "/run/user");
    all.put("XENVIRONMENT", "/opt/manyhands/Xresources");
    all.put("BROWSER", "/opt/manyhands/bin/browser");
    // Nobody listens on these buses, and asking them takes seconds.
    all.put("NO_AT_BRIDGE", "1");
    all.put("GTK_USE_PORTAL", "0");
    all.put("GIO_USE_VFS", "local");
    all.put("GSETTINGS_BACKEND", "memory");
    all.put("DBUS_SESSION_BUS_ADDRESS", "disabled:");
    all.put("FONTCONFIG_FILE", "/opt/manyhands/etc/fonts.conf");
    return Map.copyOf(all);
  }

  CommandResult run(Command command) {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    Ended ended =
        run(
            command,
            new Bounded(stdout, command.outputLimit()),
            new Bounded(stderr, command.outputLimit()));
    return new CommandResult(
        ended.exitCode(),
        stdout.toByteArray(),
        stderr.toByteArray(),
        ended.truncated(),
        ended.timedOut());
  }

  /// How a program ended.
  record Ended(int exitCode, boolean truncated, boolean timedOut) {}

  Ended run(Command command, Bounded stdout, Bounded stderr) {
    try {
      String number = SERVER + "-" + NUMBERS.incrementAndGet();
      Process process = start(command, number);
      boolean wellEnded = false;
      try {
        Thread in = follow(() -> feed(process, command.stdin()));
        Thread out = follow(() -> drain(process.getInputStream(), stdout));
        Thread err = follow(() -> drain(process.getErrorStream(), stderr));
        boolean ended =
            process.waitFor(command.timeout().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
          process.destroyForcibly().waitFor();
        }
        // A child in the background may hold the pipes open; what it writes later is nobody's.
        out.join(GRACE);
        err.join(GRACE);
        in.interrupt();
        boolean late = !ended || process.exitValue() == KILLED;
        wellEnded = !late;
        return new Ended(process.exitValue(), stdout.truncated() || stderr.truncated(), late);
      } finally {
        process.destroyForcibly();
        close(process);
        if (!wellEnded) {
          killAll(number);
        }
      }
    } catch (IOException e) {
      throw new DesktopException(Code.LOST, "cannot enter the machine: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DesktopException(Code.INTERRUPTED, "interrupted while a command ran inside", e);
    }
  }

  /// Also what left the program's group: it still carries the command's number.
  private static void killAll(String number) {
    boolean interrupted = Thread.interrupted();
    try {
      Processes.killCommand(number);
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Process start(Command command, String number) throws IOException {
    double seconds = Math.max(0.1, command.timeout().toMillis() / 1000.0);
    List<String> words = new ArrayList<>(List.of("timeout", "--signal=KILL", "" + seconds));
    words.addAll(command.argv());
    return enter(words, number);
  }

  /// Starts a program that nobody waits for. Fails as [manyhands.desktop.Machine#start] does.
  RunningProgram start(Program program) {
    String number = SERVER + "-" + NUMBERS.incrementAndGet();
    try {
      Process process = enter(LocalProgram.command(program), number);
      return LocalProgram.begin(
          process, Pipes.of(process, threads), program, this, () -> killAll(number));
    } catch (IOException e) {
      // The only way in which the kernel tells it.
      boolean tooLong = String.valueOf(e.getMessage()).contains("Argument list too long");
      throw new DesktopException(
          tooLong ? Code.TOO_LARGE : Code.LOST,
          "a program cannot be started: " + e.getMessage(),
          e);
    }
  }

  private Process enter(List<String> argv, String number) throws IOException {
    List<String> words = new ArrayList<>(List.of("/bin/sh", places.published() + "/launch"));
    words.add(ControlGroups.words(groups));
    // Through the outer user namespace, which may enter those inside it.
    words.addAll(user.become(List.of("nsenter", "--target", "" + record.holder(), "--user", KEEP)));
    words.addAll(List.of("nsenter", "--target", "" + record.init(), "--user", "--mount", "--pid"));
    words.addAll(List.of("--net", "--ipc", "--uts", KEEP, "--wdns=/home/user", "--"));
    words.addAll(List.of("setpriv", "--no-new-privs", "--inh-caps=-all", "--", "env", "-i"));
    ENVIRONMENT.forEach((name, value) -> words.add(name + "=" + value));
    words.add(Processes.COMMAND_MARK + "=" + number);
    words.addAll(argv);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.environment().put("PATH", Boot.HOST_PATH);
    return builder.start();
  }

  private Thread follow(Runnable body) {
    Thread thread = threads.newThread(body);
    thread.start();
    return thread;
  }

  private static void feed(Process process, byte[] bytes) {
    try (OutputStream to = process.getOutputStream()) {
      to.write(bytes);
    } catch (IOException _) {
      // It did not want to read all of it.
    }
  }

  private static void drain(InputStream from, Bounded to) {
    try (from) {
      from.transferTo(to);
    } catch (IOException _) {
      // Too much was written, or the program was ended: what came until then counts.
    }
  }

  private static void close(Process process) {
    try {
      process.getInputStream().close();
      process.getErrorStream().close();
    } catch (IOException _) {
      // Nobody reads them any more.
    }
  }
}
