package manyhands.desktop;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import manyhands.desktop.DesktopException.Code;
import org.jspecify.annotations.Nullable;

/// A machine of the pool on its way to being a desktop, and the one who waits for it.
///
/// ```
/// booting ──> arrived     its desktop is handed out (or kept ready)
///    │  └───> failed      the provider or the opener said why
///    └──────> abandoned   nobody waits any more: it is stopped when it has come up
/// ```
final class Boot {

  final DesktopId id;
  final Supplier<Machine> machine;

  /// What a desktop that nobody waits for is kept ready as.
  final @Nullable DesktopSpec warm;

  /// Runs already; what goes wrong with its screen is no reason to stop it.
  private final @Nullable Machine running;

  /// Who is interrupted wants to leave, but finds its machine gone if that takes no longer.
  private static final Duration TIDY = Duration.ofSeconds(1);

  /// Between two tries to reach the screen of a machine that may only have been paused.
  private static final Duration RETRY = Duration.ofMillis(500);

  private final CompletableFuture<Desktop> outcome = new CompletableFuture<>();
  private @Nullable Thread thread;
  private boolean abandoned;

  Boot(DesktopId id, Supplier<Machine> machine, @Nullable DesktopSpec warm) {
    this(id, machine, warm, null);
  }

  /// The adoption of a machine.
  Boot(Machine running) {
    this(running.id(), () -> running, null, running);
  }

  private Boot(
      DesktopId id,
      Supplier<Machine> machine,
      @Nullable DesktopSpec warm,
      @Nullable Machine running) {
    this.id = id;
    this.machine = machine;
    this.warm = warm;
    this.running = running;
  }

  boolean isAdoption() {
    return running != null;
  }

  boolean lives() {
    return running != null && running.alive();
  }

  boolean hasFailed() {
    return outcome.isCompletedExceptionally();
  }

  /// Connects to the machine that runs already, trying for so long.
  Desktop reopen(DesktopOpener opener, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      try {
        return opener.reopen(machine.get());
      } catch (DesktopException e) {
        if (e.code() == Code.INTERRUPTED || !lives() || System.nanoTime() > end) {
          throw e;
        }
      }
      try {
        Thread.sleep(RETRY);
      } catch (InterruptedException e) {
        throw new DesktopException(Code.INTERRUPTED, "interrupted while a desktop was adopted", e);
      }
    }
  }

  synchronized void start(Thread thread) {
    this.thread = thread;
    thread.start();
    if (abandoned) {
      thread.interrupt();
    }
  }

  /// True when somebody gets the desktop; otherwise whoever booted it has to stop it.
  synchronized boolean arrived(Desktop desktop) {
    return !abandoned && outcome.complete(desktop);
  }

  void failed(Throwable why) {
    outcome.completeExceptionally(why);
  }

  synchronized boolean isAbandoned() {
    return abandoned;
  }

  /// Nothing of it runs any more.
  synchronized boolean hasEnded() {
    return thread != null && !thread.isAlive();
  }

  /// False when the desktop has arrived already.
  synchronized boolean abandon() {
    if (outcome.isDone() && !outcome.isCompletedExceptionally()) {
      return false;
    }
    if (thread != null && !abandoned) {
      thread.interrupt();
    }
    abandoned = true;
    return true;
  }

  /// Waits for its thread; who is interrupted waits no longer.
  void join(Duration atMost) {
    Thread waited;
    synchronized (this) {
      waited = thread;
    }
    try {
      if (waited != null && atMost.isPositive()) {
        waited.join(atMost);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The desktop. `whenUnwanted` is called when it arrived at the very moment of an interruption.
  Desktop await(Duration atMost, Runnable whenUnwanted) {
    try {
      return outcome.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (TimeoutException e) {
      if (!abandon()) {
        return outcome.join();
      }
      throw new DesktopException(
          Code.START_FAILED, "the desktop did not come up within " + atMost.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      if (abandon()) {
        join(TIDY);
      } else {
        whenUnwanted.run();
      }
      Thread.currentThread().interrupt();
      throw new DesktopException(Code.INTERRUPTED, "interrupted while a desktop was starting", e);
    }
  }

  /// The desktop, for one who is not the only one to wait for it.
  Desktop peek(Duration atMost) {
    try {
      return outcome.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (TimeoutException e) {
      throw new DesktopException(
          Code.TIMEOUT, "its screen has not answered for " + atMost.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DesktopException(Code.INTERRUPTED, "interrupted while a desktop was adopted", e);
    }
  }

  private static RuntimeException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case DesktopException e -> new DesktopException(e.code(), String.valueOf(e.getMessage()), e);
      case Error e -> throw e;
      case null, default -> new IllegalStateException("a desktop failed to start", cause);
    };
  }
}
