package manyhands.desktop.rfb;

import java.util.concurrent.TimeUnit;

/// When one tile of the screen changed lately, and whether it does so by itself, all the time. Two
/// kinds are known, both learned only from times in which nobody touched the desktop, so that a
/// late answer to a click is never taken for one:
///
/// - *running*, like video or a spinner: changes close to each other for a second or longer;
/// - *ticking*, like a clock or a blinking cursor: a few changes with equal gaps.
///
/// Either is forgotten as soon as the tile is quiet for longer than it ever was, and a tick at the
/// wrong time ends ticking. Times are those of `System.nanoTime`.
final class Pulse {

  /// Ten pictures a second would still be video when every other one is late.
  private static final long RUN_GAP = TimeUnit.MILLISECONDS.toNanos(400);

  /// Longer than the transitions with which pages answer a click.
  private static final long RUN_LEARNED = TimeUnit.MILLISECONDS.toNanos(1000);

  /// Clocks and cursors rest between their ticks, at least so long.
  private static final long TICK_GAP = TimeUnit.MILLISECONDS.toNanos(250);

  /// Slow ticks need one less: pages answer in steps of less than this.
  private static final long SLOW_TICK = TimeUnit.MILLISECONDS.toNanos(700);

  /// How much two gaps of the same rhythm differ on a busy machine.
  private static final long TICK_JITTER = TimeUnit.MILLISECONDS.toNanos(60);

  private long last;
  private long runStart;
  private boolean running;
  private long tick;
  private long tickGap;
  private int ticks;
  private boolean ticking;

  Pulse(long now) {
    last = now;
    runStart = now;
    tick = now;
    ticks = 1;
  }

  /// The tile changed; `touched` is when somebody last did something to the desktop.
  void changed(long now, long touched) {
    run(now, touched);
    if (now - last >= TICK_GAP) {
      tick(now, touched);
    } else if (now - last > TICK_JITTER) {
      ticking = false;
      ticks = 1;
    }
    last = now;
  }

  boolean restless(long now) {
    return (running && now - last <= RUN_GAP)
        || (ticking && now - tick <= tickGap + tickGap / 2 + TICK_JITTER);
  }

  private void run(long now, long touched) {
    if (now - last > RUN_GAP) {
      running = false;
      runStart = now;
    } else if (!running && touched - runStart >= 0) {
      runStart = now;
    }
    running |= now - runStart >= RUN_LEARNED;
  }

  private void tick(long now, long touched) {
    long gap = now - tick;
    boolean untouched = touched - tick < 0;
    if (ticking) {
      ticking = inRhythm(gap);
      ticks = ticking ? ticks : 1;
    } else if (!untouched) {
      ticks = 1;
    } else if (ticks >= 2 && inRhythm(gap)) {
      ticks++;
    } else {
      ticks = 2;
      tickGap = gap;
    }
    ticking |= ticks >= (tickGap >= SLOW_TICK ? 3 : 4);
    tick = now;
  }

  private boolean inRhythm(long gap) {
    return Math.abs(gap - tickGap) <= Math.max(TICK_JITTER, tickGap / 8);
  }
}
