package manyhands.app;

import java.time.Duration;

/// Keeps virtual threads going.
///
/// A virtual thread that reads what a child process says blocks its carrier, and the scheduler of
/// the JDK (25) lends another for as long. When nothing runs for thirty seconds it forgets what it
/// lent: with as many such readers as there are cores, no virtual thread ever runs again. One that
/// wakes up more often than that keeps the loan.
public final class Heartbeat {
  private static final Duration BEAT = Duration.ofSeconds(10);

  private Heartbeat() {}

  /// Beats until the program ends.
  public static void start() {
    Thread.ofVirtual()
        .name("heartbeat")
        .start(() -> {
          try {
            while (true) {
              Thread.sleep(BEAT);
            }
          } catch (InterruptedException _) {
            // Nobody interrupts it.
          }
        });
  }
}
