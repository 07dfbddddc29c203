package manyhands.e2b;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import manyhands.desktop.Machine;
import manyhands.envd.ConnectCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Folders of one sandbox that are watched for those who come and ask what happened.
final class EnvdWatchers implements AutoCloseable {

  /// Each is a program inside.
  private static final int AT_ONCE = 32;

  private static final int EVENTS_AT_ONCE = 4096;

  private final Machine machine;
  private final ThreadFactory threads;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Map<String, EnvdWatch> all = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  EnvdWatchers(Machine machine, ThreadFactory threads) {
    this.machine = machine;
    this.threads = threads;
  }

  ObjectNode create(Fields request) {
    if (!places.tryAcquire()) {
      throw new EnvdFault(
          ConnectCode.RESOURCE_EXHAUSTED, AT_ONCE + " folders are watched: remove a watcher");
    }
    String id = "w" + numbers.incrementAndGet();
    boolean begun = false;
    try {
      all.put(id, EnvdWatch.of(machine, request, threads));
      begun = true;
    } finally {
      if (!begun) {
        places.release();
      }
    }
    return Wire.object().put("watcherId", id);
  }

  ObjectNode events(Fields request) throws InterruptedException {
    EnvdWatch watch = find(request.text("watcherId"));
    ObjectNode answer = Wire.object();
    ArrayNode events = answer.putArray("events");
    while (events.size() < EVENTS_AT_ONCE) {
      // The end is told when all that came before it was.
      @Nullable ObjectNode next = watch.isOver() && !events.isEmpty() ? null : watch.next(0);
      if (next == null) {
        break;
      }
      events.add(next);
    }
    return answer;
  }

  ObjectNode remove(Fields request) {
    String id = request.text("watcherId");
    find(id).close();
    if (all.remove(id) != null) {
      places.release();
    }
    return Wire.object();
  }

  private EnvdWatch find(String id) {
    return Optional.ofNullable(all.get(id))
        .orElseThrow(
            () -> new EnvdFault(ConnectCode.NOT_FOUND, "watcher with id " + id + " not found"));
  }

  @Override
  public void close() {
    all.values().forEach(EnvdWatch::close);
    all.clear();
  }
}
