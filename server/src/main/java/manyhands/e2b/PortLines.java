package manyhands.e2b;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import manyhands.desktop.Machine;
import manyhands.envd.ConnectCode;

/// The connections to the ports of one sandbox. Closing it ends them all.
final class PortLines implements AutoCloseable {

  /// Some browsers' worth; each is four small programs of the few hundred that a sandbox may have.
  private static final int MOST = 48;

  /// A page with many pictures asks for all of them at once.
  private static final Duration LONGEST_QUEUE = Duration.ofSeconds(30);

  /// The longest that a program may think about an answer, or be silent in the middle of one.
  static final Duration IDLE = Duration.ofMinutes(10);

  private final Machine machine;
  private final ThreadFactory threads;
  private final Semaphore free = new Semaphore(MOST);
  private final Set<PortLine> all = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  PortLines(Machine machine, ThreadFactory threads) {
    this.machine = machine;
    this.threads = threads;
  }

  ThreadFactory threads() {
    return threads;
  }

  /// Empty when nobody listens there.
  Optional<PortLine> open(int port) throws InterruptedException {
    if (!free.tryAcquire(LONGEST_QUEUE.toSeconds(), TimeUnit.SECONDS)) {
      throw new EnvdFault(
          ConnectCode.RESOURCE_EXHAUSTED,
          "the sandbox's ports have " + MOST + " connections already: close some");
    }
    PortLine line = new PortLine(threads, IDLE, free::release);
    boolean open = line.open(machine, port);
    if (!open) {
      return Optional.empty();
    }
    all.removeIf(PortLine::isClosed);
    all.add(line);
    if (closed) {
      line.close();
    }
    return Optional.of(line);
  }

  /// Lets go of connections over which nothing has gone for too long.
  void look() {
    all.stream().filter(PortLine::isForgotten).forEach(PortLine::close);
    all.removeIf(PortLine::isClosed);
  }

  @Override
  public void close() {
    closed = true;
    all.forEach(PortLine::close);
  }
}
