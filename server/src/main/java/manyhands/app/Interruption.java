package manyhands.app;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Ctrl-C (and a request to terminate) while a job runs: the first one stops what runs, the second
/// one ends the program at once.
///
/// Before there is anything to stop, the first one ends the program, with its shutdown hooks.
final class Interruption {
  private static final int EXIT_CODE = 130;

  private final AtomicBoolean happened = new AtomicBoolean();
  private final AtomicReference<@Nullable Runnable> stop = new AtomicReference<>();

  void hear() {
    Signals.on(this::interrupt, "INT", "TERM", "HUP");
  }

  boolean happened() {
    return happened.get();
  }

  /// What stops the job, from now on.
  void stopWith(Runnable what) {
    stop.set(what);
  }

  private void interrupt() {
    if (happened.getAndSet(true)) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
    Runnable what = stop.get();
    if (what == null) {
      System.exit(EXIT_CODE);
    } else {
      what.run();
    }
  }
}
