package manyhands.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A server's program, with what it has started itself. Ends when its input does; who does not want
/// to is ended.
final class ChildProgram implements AutoCloseable {

  /// A program that was told to end may tidy up for so long.
  private static final Duration TO_END = Duration.ofSeconds(1);

  private static final int LONGEST_LINE = 64 << 10;

  /// Of what it says about itself so much is of use in a sentence.
  private static final int MAX_SAID = 200;

  private final Process process;
  private final Credentials keys;
  private volatile String said = "";
  private @Nullable Thread listener;

  private ChildProgram(Process process, Credentials keys) {
    this.process = process;
    this.keys = keys;
  }

  static ChildProgram start(ServerSpec.Program spec, ThreadFactory threads) throws ServerTrouble {
    ProcessBuilder builder = new ProcessBuilder(spec.command()).directory(spec.folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(spec.variables());
    Credentials keys = new Credentials(spec.keys());
    try {
      ChildProgram program = new ChildProgram(builder.start(), keys);
      Thread listener = threads.newThread(program::listen);
      program.listener = listener;
      listener.start();
      return program;
    } catch (IOException _) {
      throw new ServerTrouble(
          ServerTrouble.Done.NO,
          "its program cannot be started: is there a `"
              + keys.hiddenIn(spec.command().getFirst())
              + "` in the PATH, and does the folder "
              + spec.folder()
              + " exist?");
    }
  }

  /// Its errors are read, for a full pipe stops it, and the last line is kept.
  private void listen() {
    try (InputStream errors = process.getErrorStream()) {
      Lines lines = new Lines(errors, LONGEST_LINE);
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          String plain = line.strip().replaceAll("\\p{Cntrl}", " ");
          said = plain.substring(0, Math.min(MAX_SAID, plain.length()));
        }
      }
    } catch (IOException _) {
      close();
    }
  }

  InputStream output() {
    return process.getInputStream();
  }

  OutputStream input() {
    return process.getOutputStream();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// How it ended, in words.
  String end() {
    close();
    try {
      // It has its last words still to read.
      boolean _ = listener == null || listener.join(TO_END);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    String last = keys.hiddenIn(said);
    return "its program has ended"
        + (process.isAlive() ? "" : " (exit status " + process.exitValue() + ")")
        + (last.isEmpty() ? "" : "; it said last: \"" + last + "\"");
  }

  @Override
  public void close() {
    List<ProcessHandle> family = process.descendants().toList();
    try {
      process.getOutputStream().close();
    } catch (IOException _) {
      // It has ended already.
    }
    boolean interrupted = false;
    try {
      if (!process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroy();
        boolean _ = process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      interrupted = true;
    }
    process.destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
