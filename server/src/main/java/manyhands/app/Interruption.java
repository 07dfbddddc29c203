package manyhands.app;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Ctrl-C (and a request to terminate) while a job runs: the first one stops what runs, the second
/// one ends the program with its shutdown hooks, which remove the desktops, and the third one at
/// once.
///
/// Before there is anything to stop, the first one ends the program as the second one does.
final class Interruption {
  private static final int EXIT_CODE = 130;

  private final AtomicInteger times = new AtomicInteger();
  private final AtomicReference<@Nullable Runnable> stop = new AtomicReference<>();

  void hear() {
    Signals.on(this::interrupt, "INT", "TERM", "HUP");
  }

  boolean happened() {
    return times.get() > 0;
  }

  /// Happened again: the program is ending under whoever asks.
  boolean hurried() {
    return times.get() > 1;
  }

  /// What stops the job, from now on.
  void stopWith(Runnable what) {
    stop.set(what);
  }

  private void interrupt() {
    int time = times.incrementAndGet();
    Runnable what = stop.get();
    if (time > 2) {
      Runtime.getRuntime().halt(EXIT_CODE);
    } else if (time == 2 || what == null) {
      System.exit(EXIT_CODE);
    } else {
      what.run();
    }
  }
}
