package manyhands.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/// One server's life, from its start to its crash. Once it is dead its threads can reach nothing of
/// the world any more: each call ends with a [Death].
final class Life {

  /// Ends a thread of a dead server. No engine catches it for good.
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;

    Death() {
      super("this server is dead", null, false, false);
    }
  }

  final int number;
  private final List<Thread> threads = new ArrayList<>();
  private final List<Throwable> uncaught = new ArrayList<>();
  private volatile boolean dead;

  Life(int number) {
    this.number = number;
  }

  ThreadFactory threads() {
    return task -> {
      synchronized (threads) {
        Thread thread =
            Thread.ofVirtual()
                .name("life-" + number + "-", threads.size())
                .uncaughtExceptionHandler((_, e) -> uncaught(e))
                .unstarted(task);
        threads.add(thread);
        return thread;
      }
    };
  }

  private void uncaught(Throwable e) {
    if (!dead && !(e instanceof Death)) {
      synchronized (threads) {
        uncaught.add(e);
      }
    }
  }

  /// What no thread caught while the server lived.
  List<Throwable> uncaught() {
    synchronized (threads) {
      return List.copyOf(uncaught);
    }
  }

  void die() {
    dead = true;
  }

  boolean isDead() {
    return dead;
  }

  void check() {
    if (dead) {
      throw new Death();
    }
  }

  /// Those that have not ended.
  List<Thread> alive() {
    synchronized (threads) {
      return threads.stream()
          .filter(thread ->
              thread.getState() != Thread.State.NEW && thread.getState() != Thread.State.TERMINATED)
          .toList();
    }
  }
}
