package manyhands.mcp;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A tool's call under way, which its client can take back: the work is interrupted then. Nothing
/// but the work is, so that the connection stays whole.
final class Call {

  /// What a call does.
  @FunctionalInterface
  interface Work<T> {
    T run() throws InterruptedException;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private boolean cancelled;
  private @Nullable Thread working;

  /// Fails with an [InterruptedException], or as interrupted work does, when it is taken back.
  <T> T work(Work<T> work) throws InterruptedException {
    begin();
    try {
      return work.run();
    } finally {
      end();
    }
  }

  private void begin() throws InterruptedException {
    lock.lock();
    try {
      if (cancelled) {
        throw new InterruptedException();
      }
      working = Thread.currentThread();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      working = null;
      if (cancelled) {
        // The interruption was the work's alone, whether or not it has met it.
        var _ = Thread.interrupted();
      }
    } finally {
      lock.unlock();
    }
  }

  void cancel() {
    lock.lock();
    try {
      cancelled = true;
      if (working != null) {
        working.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean isCancelled() {
    lock.lock();
    try {
      return cancelled;
    } finally {
      lock.unlock();
    }
  }
}
