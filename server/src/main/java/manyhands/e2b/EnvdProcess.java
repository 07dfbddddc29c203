package manyhands.e2b;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import manyhands.desktop.RunningProgram;
import manyhands.desktop.RunningProgram.Signal;
import org.jspecify.annotations.Nullable;

/// A program that somebody has started, with those who listen to it. It goes on when nobody does;
/// what it says then is nobody's. Who listens but does not read makes it wait.
///
/// ```
/// runs -> output closed and ended -> (End told to everybody, also to who comes late)
///      -> gone with its sandbox   -> (Gone)
/// ```
final class EnvdProcess {

  /// What is passed on at once of a pipe; a terminal's output comes in smaller pieces.
  private static final int CHUNK = 32 << 10;

  private static final int TERMINAL_CHUNK = 16 << 10;

  /// What was asked for, as it is listed.
  record Asked(
      String program,
      List<String> arguments,
      Map<String, String> variables,
      @Nullable String folder,
      @Nullable String tag,
      boolean atTerminal) {}

  private final Asked asked;
  private final RunningProgram program;
  private final ThreadFactory threads;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile EnvdEvent.@Nullable Last last;
  private volatile boolean closed;

  EnvdProcess(Asked asked, RunningProgram program, ThreadFactory threads) {
    this.asked = asked;
    this.program = program;
    this.threads = threads;
  }

  Asked asked() {
    return asked;
  }

  RunningProgram program() {
    return program;
  }

  /// Follows it to its end, then calls `then`.
  void start(Runnable then) {
    threads.newThread(() -> follow(then)).start();
  }

  private void follow(Runnable then) {
    try {
      EnvdEvent.Kind out = asked.atTerminal() ? EnvdEvent.Kind.PTY : EnvdEvent.Kind.STDOUT;
      Thread errors = threads.newThread(() -> pass(program.errors(), EnvdEvent.Kind.STDERR));
      errors.start();
      pass(program.output(), out);
      errors.join();
      RunningProgram.End end = program.await();
      leaveInput();
      tell(closed ? new EnvdEvent.Gone() : new EnvdEvent.Ended(end));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      tell(new EnvdEvent.Gone());
    } finally {
      then.run();
    }
  }

  private void leaveInput() {
    try {
      program.input().close();
    } catch (IOException _) {
      // Nobody read what was left.
    }
  }

  private void pass(InputStream from, EnvdEvent.Kind kind) {
    byte[] chunk = new byte[asked.atTerminal() ? TERMINAL_CHUNK : CHUNK];
    try (from) {
      for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
        EnvdEvent.Data data = new EnvdEvent.Data(kind, Arrays.copyOf(chunk, count));
        for (Listener listener : listeners) {
          listener.hear(data);
        }
      }
    } catch (IOException _) {
      // Its streams were closed with it.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(EnvdEvent.Last event) {
    synchronized (this) {
      last = event;
    }
    over.countDown();
    listeners.forEach(listener -> listener.end(event));
  }

  /// Hears everything from now on.
  Listener listen() {
    Listener listener = new Listener(listeners::remove);
    EnvdEvent.Last end;
    synchronized (this) {
      end = last;
      listeners.add(listener);
    }
    if (end != null) {
      listener.end(end);
    }
    return listener;
  }

  /// Who listens hears no more; the program goes on.
  void breakOff() {
    listeners.forEach(listener -> listener.end(new EnvdEvent.Gone()));
  }

  boolean ended() {
    return last != null;
  }

  /// Kills it when it has not ended after that time, however many listen.
  void endWithin(long millis) {
    threads
        .newThread(() -> {
          try {
            if (!over.await(millis, TimeUnit.MILLISECONDS)) {
              program.signal(Signal.KILL);
            }
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        })
        .start();
  }

  /// With its sandbox.
  void close() {
    closed = true;
    program.close();
  }
}
