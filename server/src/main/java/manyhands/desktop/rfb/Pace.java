package manyhands.desktop.rfb;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;

/// Lets time pass within an action, and ends the action at its next rest when somebody wants it cut
/// short. Not by an interrupt: that one bit of a thread already says that its agent was told to
/// stop. Safe for many threads; one action at a time.
final class Pace {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private boolean cut;

  /// An action begins; what was said about the one before does not concern it.
  void begin() {
    lock.lock();
    try {
      cut = false;
    } finally {
      lock.unlock();
    }
  }

  void cutShort() {
    lock.lock();
    try {
      cut = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Fails with `INTERRUPTED` once the action was cut short.
  void rest(long millis) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lockInterruptibly();
    try {
      while (!cut && left > 0) {
        left = news.awaitNanos(left);
      }
      if (cut) {
        throw new DesktopException(Code.INTERRUPTED, "The action was cut short.");
      }
    } finally {
      lock.unlock();
    }
  }
}
