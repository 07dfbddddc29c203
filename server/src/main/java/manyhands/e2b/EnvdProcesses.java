package manyhands.e2b;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import manyhands.desktop.DesktopException;
import manyhands.desktop.Program;
import manyhands.desktop.RunningProgram;
import manyhands.envd.ConnectCode;
import org.jspecify.annotations.Nullable;

/// What runs in one sandbox because somebody asked for it.
final class EnvdProcesses implements AutoCloseable {

  /// A machine has 512 processes, and every one of these may have children.
  static final int AT_ONCE = 128;

  /// Who asks for more waits so long for one of them to end: commands end, servers do not.
  private static final Duration PLACE_WITHIN = Duration.ofSeconds(10);

  /// So many may wait: each holds a connection of the server.
  static final int WAITING_AT_MOST = 1000;

  /// How it ended is told for so long to who comes late.
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  private final EnvdSandbox sandbox;
  private final ThreadFactory threads;
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final Map<Long, EnvdProcess> all = new ConcurrentHashMap<>();
  private volatile boolean closed;

  EnvdProcesses(EnvdSandbox sandbox, ThreadFactory threads) {
    this.sandbox = sandbox;
    this.threads = threads;
  }

  /// Starts it; nobody hears it until [EnvdProcess#start]. Whoever calls this calls that.
  EnvdProcess begin(EnvdProcess.Asked asked, Program.@Nullable TerminalSize terminal)
      throws InterruptedException {
    if (!isPlace()) {
      throw new EnvdFault(
          ConnectCode.RESOURCE_EXHAUSTED,
          AT_ONCE + " programs run in this sandbox already: wait until one has ended");
    }
    boolean begun = false;
    try {
      Map<String, String> variables = new LinkedHashMap<>(sandbox.variables());
      variables.putAll(asked.variables());
      List<String> argv = new ArrayList<>(List.of(asked.program()));
      argv.addAll(asked.arguments());
      RunningProgram program = start(new Program(argv, variables, asked.folder(), terminal));
      EnvdProcess process = new EnvdProcess(asked, program, threads);
      all.put(program.pid(), process);
      begun = true;
      if (closed) {
        process.close();
      }
      return process;
    } finally {
      if (!begun) {
        places.release();
      }
    }
  }

  private boolean isPlace() throws InterruptedException {
    return waiting() < WAITING_AT_MOST
        ? places.tryAcquire(PLACE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        : places.tryAcquire();
  }

  /// How many wait for a place.
  int waiting() {
    return places.getQueueLength();
  }

  private RunningProgram start(Program program) {
    try {
      return sandbox.machine().start(program);
    } catch (DesktopException e) {
      if (e.code() == DesktopException.Code.NO_SUCH_FILE) {
        throw new EnvdFault(
            ConnectCode.INVALID_ARGUMENT, "cwd '" + program.folder() + "' does not exist");
      }
      throw EnvdFault.of(e);
    }
  }

  void start(EnvdProcess process) {
    process.start(() -> {
      places.release();
      threads.newThread(() -> forget(process)).start();
    });
  }

  private void forget(EnvdProcess process) {
    try {
      Thread.sleep(REMEMBERED);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    all.remove(process.program().pid(), process);
  }

  /// By its number, or by the tag that it was given.
  EnvdProcess find(Fields selector) {
    if (selector.has("tag")) {
      String tag = selector.text("tag");
      return running().stream()
          .filter(one -> tag.equals(one.asked().tag()))
          .findFirst()
          .orElseThrow(() -> none("tag " + tag));
    }
    long pid = selector.number("pid");
    return Optional.ofNullable(all.get(pid)).orElseThrow(() -> none("pid " + pid));
  }

  private static EnvdFault none(String who) {
    return new EnvdFault(ConnectCode.NOT_FOUND, "process with " + who + " not found");
  }

  List<EnvdProcess> running() {
    return all.values().stream().filter(one -> !one.ended()).toList();
  }

  void breakOff() {
    all.values().forEach(EnvdProcess::breakOff);
  }

  @Override
  public void close() {
    closed = true;
    all.values().forEach(EnvdProcess::close);
  }
}
