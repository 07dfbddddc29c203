package manyhands.desktop.e2b;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Extends the time of the sandboxes in use, and notices those that have ended.
final class Extensions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Extensions.class);

  private final ControlPlane control;
  private final Map<DesktopId, E2bMachine> machines;
  private final Duration every;
  private final ThreadFactory threads;
  private @Nullable Thread thread;

  Extensions(
      ControlPlane control,
      Map<DesktopId, E2bMachine> machines,
      Duration every,
      ThreadFactory threads) {
    this.control = control;
    this.machines = machines;
    this.every = every;
    this.threads = threads;
  }

  /// From now on, if it has not begun already.
  synchronized void begin() {
    if (thread == null) {
      thread = threads.newThread(this::run);
      thread.start();
    }
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(every);
        for (E2bMachine machine : machines.values()) {
          if (machine.runs()) {
            extend(machine);
          }
        }
      }
    } catch (InterruptedException _) {
      // The server ends.
    }
  }

  private void extend(E2bMachine machine) {
    try {
      control.extend(machine.sandboxId(), E2bDesktops.TIME);
    } catch (DesktopException e) {
      if (e.code() == Code.LOST) {
        machine.lost();
      }
      LOG.warn("the time of desktop {} was not extended: {}", machine.id(), e.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
