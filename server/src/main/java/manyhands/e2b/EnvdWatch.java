package manyhands.e2b;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import manyhands.desktop.DesktopException;
import manyhands.desktop.Machine;
import manyhands.desktop.Program;
import manyhands.desktop.RunningProgram;
import manyhands.envd.ConnectCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One folder that is watched from inside its machine.
final class EnvdWatch implements AutoCloseable {

  /// Changes that wait for somebody to hear them; then the watching program waits, and the kernel
  /// drops what it cannot keep.
  private static final int WAITING = 4096;

  /// As long as paths get.
  private static final int NAME_AT_MOST = 4096;

  /// @param kind as the program says it; empty when there will be no more
  private record Change(String kind, String name) {}

  private final RunningProgram program;
  private final BlockingQueue<Change> changes = new ArrayBlockingQueue<>(WAITING);

  private EnvdWatch(RunningProgram program) {
    this.program = program;
  }

  /// Returns once the folder is watched.
  static EnvdWatch of(Machine machine, Fields request, ThreadFactory threads) {
    String path = EnvdPath.absolute(request.text("path"));
    EnvdEntry folder = new EnvdFolders(new Shell(machine)).one(path);
    if (!folder.isFolder()) {
      throw new EnvdFault(ConnectCode.INVALID_ARGUMENT, "path is not a directory: " + path);
    }
    String deep = request.flag("recursive", false) ? "1" : "0";
    List<String> argv = List.of("perl", "/opt/manyhands/watch-files", path, deep);
    EnvdWatch watch;
    try {
      watch = new EnvdWatch(machine.start(new Program(argv, Map.of(), null, null)));
    } catch (DesktopException e) {
      throw EnvdFault.of(e);
    }
    boolean ready = false;
    try {
      ready = watch.ready();
    } finally {
      if (!ready) {
        watch.close();
      }
    }
    if (!ready) {
      throw new EnvdFault(ConnectCode.INTERNAL, "path '" + path + "' cannot be watched");
    }
    threads.newThread(watch::follow).start();
    return watch;
  }

  private boolean ready() {
    try {
      return word(program.output()).equals("READY") && word(program.output()).isEmpty();
    } catch (IOException _) {
      return false;
    }
  }

  private void follow() {
    try {
      while (true) {
        String kind = word(program.output());
        if (kind.isEmpty()) {
          break;
        }
        changes.put(new Change(kind, word(program.output())));
      }
      changes.put(new Change("", ""));
    } catch (IOException _) {
      // Closed: nobody waits for more.
      var _ = changes.offer(new Change("", ""));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String word(InputStream from) throws IOException {
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    for (int c = from.read(); c > 0; c = from.read()) {
      if (word.size() < NAME_AT_MOST) {
        word.write(c);
      }
    }
    return word.toString(StandardCharsets.UTF_8);
  }

  /// Whether nothing is left to tell but that.
  boolean isOver() {
    Change next = changes.peek();
    return next != null && next.kind().isEmpty();
  }

  /// The next change in envd's words; null when there was none in that time.
  @Nullable ObjectNode next(long millis) throws InterruptedException {
    Change change = changes.poll(millis, TimeUnit.MILLISECONDS);
    if (change == null) {
      return null;
    }
    if (change.kind().isEmpty()) {
      // Whoever asks again is told again.
      var _ = changes.offer(change);
      throw new EnvdFault(ConnectCode.UNAVAILABLE, "the folder is gone");
    }
    return Wire.object().put("name", change.name()).put("type", "EVENT_TYPE_" + change.kind());
  }

  /// Passes on what changes until nobody listens.
  void pass(EnvdStream stream) throws IOException, InterruptedException {
    ObjectNode started = Wire.object();
    started.putObject("start");
    stream.send(started);
    while (true) {
      ObjectNode change = next(stream.patience());
      if (stream.late()) {
        stream.endLate();
        return;
      }
      ObjectNode message = Wire.object();
      if (change == null) {
        message.putObject("keepalive");
      } else {
        message.set("filesystem", change);
      }
      stream.send(message);
    }
  }

  @Override
  public void close() {
    program.close();
    changes.clear();
  }
}
