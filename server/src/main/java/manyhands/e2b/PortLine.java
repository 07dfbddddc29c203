package manyhands.e2b;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import manyhands.desktop.DesktopException;
import manyhands.desktop.Machine;
import manyhands.desktop.Program;
import manyhands.desktop.RunningProgram;
import org.jspecify.annotations.Nullable;

/// A connection to a port inside a sandbox. No address out here leads there: a small program inside
/// connects, and what it hears and says are its input and output.
///
/// ```
/// opening -> open -> ended (either end, or idle for too long)
///         \-> nobody listens
/// ```
final class PortLine implements AutoCloseable {

  /// Ends with its input, and with its connection.
  private static final String RELAY =
      """
      exec 2>/dev/null 4<&0
      { exec 3<>"/dev/tcp/127.0.0.1/$1"; } || { exec 3<>"/dev/tcp/::1/$1"; } || { echo closed; exit; }
      echo open
      { cat <&4; kill "$$"; } >&3 &
      exec cat <&3 3>&- 4<&-
      """;

  private static final int LONGEST_WORD = 20;
  private static final int CHUNK = 1 << 15;

  /// With the one in hand, what waits for a slow reader.
  private static final int WAITING = 2;

  private static final byte[] OPEN = {1};
  private static final byte[] NO_MORE = {};

  /// A shell starts within a fraction of a second also on a machine that is busy.
  private static final Duration OPENS_WITHIN = Duration.ofSeconds(20);

  /// The program inside ends at once when it is told to; one whose pipes are full does not hear it.
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final BlockingQueue<byte[]> said = new ArrayBlockingQueue<>(WAITING);
  private final ThreadFactory threads;
  private final Runnable closed;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable RunningProgram program;
  private volatile long usedAt = System.nanoTime();
  private volatile Duration idleAtMost;

  /// `closed` hears of its end once.
  PortLine(ThreadFactory threads, Duration idleAtMost, Runnable closed) {
    this.threads = threads;
    this.idleAtMost = idleAtMost;
    this.closed = closed;
  }

  /// False when nobody listens there. Closes itself unless it is open in the end.
  boolean open(Machine machine, int port) throws InterruptedException {
    threads.newThread(() -> follow(machine, port)).start();
    boolean open = false;
    try {
      byte[] first = said.poll(OPENS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      open = first != null && first.length > 0;
    } finally {
      if (!open) {
        close();
      }
    }
    return open;
  }

  private void follow(Machine machine, int port) {
    List<String> words = List.of("/bin/bash", "-c", RELAY, "relay", "" + port);
    try {
      RunningProgram running = machine.start(new Program(words));
      program = running;
      try {
        pump(running.output());
      } finally {
        end(running);
      }
    } catch (IOException | DesktopException _) {
      // Nothing more comes from there.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      var _ = said.offer(NO_MORE);
    }
  }

  private void pump(InputStream from) throws IOException, InterruptedException {
    if (closing.get() || !word(from).equals("open")) {
      return;
    }
    say(OPEN);
    byte[] chunk = new byte[CHUNK];
    for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
      usedAt = System.nanoTime();
      say(Arrays.copyOf(chunk, count));
    }
    say(NO_MORE);
  }

  private void say(byte[] bytes) throws InterruptedException {
    if (!closing.get()) {
      said.put(bytes);
    }
  }

  /// Read byte by byte: what follows it is the server's.
  private static String word(InputStream from) throws IOException {
    StringBuilder word = new StringBuilder();
    for (int c = from.read();
        c >= 0 && c != '\n' && word.length() < LONGEST_WORD;
        c = from.read()) {
      word.append((char) c);
    }
    return word.toString();
  }

  /// What comes next from there; null at its end.
  byte @Nullable [] next() throws InterruptedException {
    byte[] bytes = closing.get() ? NO_MORE : said.take();
    if (bytes.length == 0) {
      close();
      return null;
    }
    return bytes;
  }

  void write(byte[] from, int offset, int length) throws IOException {
    RunningProgram running = program;
    if (running == null || closing.get()) {
      throw new IOException("the connection is closed");
    }
    OutputStream to = running.input();
    to.write(from, offset, length);
    to.flush();
    usedAt = System.nanoTime();
  }

  /// From now on it may be silent for so long.
  void idleAtMost(Duration time) {
    idleAtMost = time;
  }

  boolean isClosed() {
    return closing.get();
  }

  boolean isForgotten() {
    return System.nanoTime() - usedAt > idleAtMost.toNanos();
  }

  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      closed.run();
      RunningProgram running = program;
      if (running != null) {
        threads.newThread(() -> end(running)).start();
      }
      // Who says something has room now, who listens hears the end.
      said.clear();
      var _ = said.offer(NO_MORE);
    }
  }

  /// Killing a program costs a look at every process of this host: it is asked to end first.
  private void end(RunningProgram running) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    Thread asking = threads.newThread(() -> ask(running));
    asking.start();
    try {
      if (!asking.join(GRACE)) {
        running.close();
        asking.interrupt();
      }
    } catch (InterruptedException _) {
      running.close();
    }
  }

  private static void ask(RunningProgram running) {
    try {
      running.input().close();
      var _ = running.await();
      running.output().close();
      running.errors().close();
    } catch (IOException _) {
      // It has ended, and its streams with it.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
