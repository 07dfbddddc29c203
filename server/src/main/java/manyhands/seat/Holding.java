package manyhands.seat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who has a seat, and the lock under which that is decided: whoever acts holds it meanwhile. A
/// person's hold ends when its time is over, whoever notices first: a thread that waits for just
/// that, the agent that waits for its turn, or the next to act.
final class Holding {

  private static final Logger LOG = LoggerFactory.getLogger(Holding.class);

  /// An action that has only just begun may miss that it is cut short: it is told again.
  private static final long CUT_AGAIN_MILLIS = 20;

  private static final long LONGEST_CLOSE_MILLIS = 200;

  private final Desktop desktop;
  private final SeatTerms terms;
  private final ReentrantLock hand = new ReentrantLock(true);
  private final Condition left = hand.newCondition();
  private volatile @Nullable Hold hold;
  private final AtomicLong takes = new AtomicLong();
  private Duration heldBefore = Duration.ZERO;
  private volatile boolean closed;
  private volatile @Nullable String still;

  Holding(Desktop desktop, SeatTerms terms) {
    this.desktop = desktop;
    this.terms = terms;
  }

  /// For the next action, after the one that is being performed.
  void lock() {
    hand.lock();
  }

  /// For a person, whom nobody keeps waiting: an action that is being performed is cut short.
  void lockAtOnce() {
    boolean interrupted = false;
    while (!hand.tryLock()) {
      desktop.cutShort();
      try {
        if (hand.tryLock(CUT_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
          break;
        }
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  void unlock() {
    hand.unlock();
  }

  /// Nobody gets it, and who has it loses it; null ends that.
  void stand(@Nullable String why) {
    still = why;
    if (why != null) {
      handBack(why);
    }
  }

  /// Why nobody gets it now; null when somebody may.
  @Nullable String still() {
    return still;
  }

  /// The hold as it was a moment ago; for those who do not act.
  @Nullable Hold lately() {
    return hold;
  }

  /// How often a person took the seat.
  long takes() {
    return takes.get();
  }

  /// The hold now; with the lock.
  @Nullable Hold now() {
    Hold now = hold;
    if (now != null && !now.left().isPositive()) {
      end(now, "nobody used it for " + terms.quiet().toSeconds() + " s");
    }
    return hold;
  }

  /// Gives a person the seat, or lets the one who has it keep it longer; with the lock.
  Hold take(Actor.Human person) {
    Hold now = now();
    if (now == null) {
      if (closed) {
        throw new DesktopException(DesktopException.Code.CLOSED, "the desktop is being closed");
      }
      String why = still;
      if (why != null) {
        throw new DesktopException(DesktopException.Code.UNAVAILABLE, why);
      }
      terms.recorder().taken(person, terms.quiet());
      now = new Hold(person, terms.quiet());
      hold = now;
      takes.incrementAndGet();
      letGo();
      endInTime(now);
    }
    now.renew();
    return now;
  }

  /// Gives the seat back, if a person has it.
  void handBack(String why) {
    hand.lock();
    try {
      Hold now = now();
      if (now != null) {
        end(now, why);
      }
    } finally {
      hand.unlock();
    }
  }

  /// Does not wait for an action that hangs: what hangs is about to lose its desktop.
  void close(String why) {
    closed = true;
    try {
      if (hand.tryLock(LONGEST_CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
        try {
          handBack(why);
        } finally {
          hand.unlock();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits until no person has the seat.
  void awaitTurn() throws InterruptedException {
    hand.lockInterruptibly();
    try {
      for (Hold now = now(); now != null; now = now()) {
        left.awaitNanos(now.left().toNanos());
      }
    } finally {
      hand.unlock();
    }
  }

  /// How long, in all, people have had it.
  Duration held() {
    hand.lock();
    try {
      Hold now = now();
      return now == null ? heldBefore : heldBefore.plus(now.lasted());
    } finally {
      hand.unlock();
    }
  }

  void forget(Visitor visitor) {
    if (hold == null) {
      // What it held was let go when the hold ended.
      return;
    }
    hand.lock();
    try {
      Hold now = now();
      if (now != null) {
        visitor.letGo();
        now.forget(visitor);
      }
    } finally {
      hand.unlock();
    }
  }

  /// What an action pressed by itself the desktop lets go of; this is for what `MouseDown` left.
  void letGo() {
    try {
      desktop.release();
    } catch (DesktopException _) {
      // A desktop that is gone holds no keys.
    }
  }

  private void end(Hold now, String why) {
    now.letGo();
    letGo();
    heldBefore = heldBefore.plus(now.lasted());
    hold = null;
    try {
      terms.recorder().returned(why, now.kinds());
    } catch (RuntimeException e) {
      // A log that is full or closed must not keep the seat from anybody.
      LOG.warn("that a seat was returned could not be written: {}", e.getMessage());
    }
    left.signalAll();
  }

  private void endInTime(Hold mine) {
    if (terms.threads() != null) {
      terms.threads().newThread(() -> watch(mine)).start();
    }
  }

  private void watch(Hold mine) {
    hand.lock();
    try {
      while (now() == mine) {
        left.awaitNanos(mine.left().toNanos());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      hand.unlock();
    }
  }
}
