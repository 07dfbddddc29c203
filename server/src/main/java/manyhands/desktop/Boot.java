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

  /// The machine ran before and is not ours to stop when something goes wrong.
  final boolean adopted;

  /// Who is interrupted wants to leave, but finds its machine gone if that takes no longer.
  private static final Duration TIDY = Duration.ofSeconds(1);

  private final CompletableFuture<Desktop> outcome = new CompletableFuture<>();
  private @Nullable Thread thread;
  private boolean abandoned;

  Boot(DesktopId id, Supplier<Machine> machine, @Nullable DesktopSpec warm, boolean adopted) {
    this.id = id;
    this.machine = machine;
    this.warm = warm;
    this.adopted = adopted;
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

  void join(Duration atMost) throws InterruptedException {
    Thread waited;
    synchronized (this) {
      waited = thread;
    }
    if (waited != null && atMost.isPositive()) {
      waited.join(atMost);
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
        awaitTidy();
      } else {
        whenUnwanted.run();
      }
      Thread.currentThread().interrupt();
      throw new DesktopException(Code.INTERRUPTED, "interrupted while a desktop was starting", e);
    }
  }

  private void awaitTidy() {
    try {
      join(TIDY);
    } catch (InterruptedException _) {
      // Told twice: it is removed all the same, a moment later. The caller interrupts itself.
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
