package manyhands.e2b;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Somebody who listens to a program, at his own pace.
final class Listener implements AutoCloseable {

  /// Two megabytes at most wait for a slow reader; then the program waits.
  private static final int WAITING = 64;

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final BlockingQueue<EnvdEvent> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Consumer<Listener> leave;
  private volatile EnvdEvent.@Nullable Last last;
  private volatile boolean left;

  Listener(Consumer<Listener> leave) {
    this.leave = leave;
  }

  /// Waits until there is room, or until he leaves.
  void hear(EnvdEvent event) throws InterruptedException {
    while (!left && !waiting.offer(event, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
      // Who does not read is cut off by the server after a while, and leaves.
    }
  }

  void end(EnvdEvent.Last event) {
    last = event;
    // Wakes who waits; when there is no room for it nobody waits.
    var _ = waiting.offer(event);
  }

  /// The next one; null when nothing came for so long.
  @Nullable EnvdEvent next(long millis) throws InterruptedException {
    // Looked at first: what comes after that, and before the end, is not missed.
    EnvdEvent.@Nullable Last ended = last;
    EnvdEvent event = ended == null ? waiting.poll(millis, TimeUnit.MILLISECONDS) : waiting.poll();
    return event == null ? ended : event;
  }

  @Override
  public void close() {
    left = true;
    waiting.clear();
    leave.accept(this);
  }
}
