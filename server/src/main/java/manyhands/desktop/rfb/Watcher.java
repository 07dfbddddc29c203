package manyhands.desktop.rfb;

import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import manyhands.desktop.Action;
import manyhands.desktop.Comparison;
import manyhands.desktop.DesktopException;
import manyhands.desktop.Frame;
import manyhands.desktop.Patience;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Settled;

/// Follows what is drawn on one screen: knows which parts are restless, waits until the others are
/// quiet, and tells whether the screen is still what somebody saw. Nothing here polls: it runs when
/// the framebuffer changes. Safe for many threads.
final class Watcher implements Runnable {

  /// The framebuffer forgets single damages after a while; a screen that does not change for so
  /// long has none to forget.
  private static final Duration NO_NEWS = Duration.ofHours(1);

  /// So long before the screen counts as quiet somebody may prepare for it: several times what a
  /// picture takes.
  private static final long AHEAD = TimeUnit.MILLISECONDS.toNanos(50);

  private final Framebuffer framebuffer;
  private final Restlessness restlessness;
  private final Scenes scenes = new Scenes();
  private long read;
  private long touchedFrame;
  private long touchedNanos;
  private boolean busy;

  Watcher(Framebuffer framebuffer) {
    this.framebuffer = framebuffer;
    this.read = framebuffer.number();
    this.touchedFrame = read;
    this.touchedNanos = System.nanoTime();
    this.restlessness = new Restlessness(framebuffer.size(), touchedNanos);
  }

  /// Reads along until the connection ends or its thread is interrupted, so that no damage is
  /// forgotten before it was learned from.
  @Override
  public void run() {
    try {
      long number = framebuffer.number();
      while (true) {
        catchUp();
        number = framebuffer.awaitAfter(number, NO_NEWS);
      }
    } catch (DesktopException | InterruptedException ended) {
      return;
    }
  }

  /// Somebody begins to do something to the desktop: what is drawn from here on may be the answer.
  synchronized void touch() {
    catchUp();
    touchedFrame = read;
    touchedNanos = System.nanoTime();
    restlessness.touch(touchedNanos);
    busy = true;
  }

  /// What was begun with [#touch] is done.
  synchronized void touched() {
    catchUp();
    busy = false;
    touchedNanos = System.nanoTime();
    restlessness.touch(touchedNanos);
  }

  /// Waits as [manyhands.desktop.Desktop#settle] says. Calls `ahead` at most once, while nothing is
  /// left to do but to see that the screen stays as it is.
  Settled settle(Patience patience, Runnable ahead) throws InterruptedException {
    long from;
    long start;
    boolean called = false;
    synchronized (this) {
      from = touchedFrame;
      start = touchedNanos;
    }
    long end = start + patience.atMost().toNanos();
    while (true) {
      long number = framebuffer.number();
      BitSet restless = catchUp();
      Activity activity = activity(from, start, restless);
      long until =
          activity.area.isEmpty()
              ? start + patience.firstChange().toNanos()
              : activity.last + patience.quiet().toNanos();
      long now = System.nanoTime();
      long left = Math.min(until, end) - now;
      if (left <= 0) {
        return new Settled(activity.area, until - now <= 0, Duration.ofNanos(now - start));
      }
      if (!called && left <= AHEAD) {
        called = true;
        ahead.run();
      } else {
        framebuffer.awaitAfter(number, Duration.ofNanos(called ? left : left - AHEAD));
      }
    }
  }

  /// Compares as [manyhands.desktop.Desktop#compare] says.
  Comparison compare(Frame seen, Action next) {
    Scope scope = Scope.of(next);
    if (scope instanceof Scope.Nothing) {
      return new Comparison.Same();
    }
    BitSet restless = catchUp();
    return framebuffer.read(now -> compare(seen, now, restless, scope));
  }

  /// The name of this frame's scene may be asked for next.
  void expect(Frame frame) {
    scenes.expect(frame);
  }

  /// Names as [manyhands.desktop.Desktop#scene] says.
  String scene(Frame seen) {
    return scenes.name(seen, catchUp());
  }

  private static Comparison compare(Frame seen, Frame now, BitSet restless, Scope scope) {
    if (seen.number() == now.number()) {
      return new Comparison.Same();
    }
    if (!seen.size().equals(now.size())) {
      return new Comparison.Changed(now.size().bounds());
    }
    return scope
        .judge(Differences.between(seen, now, restless), now.size())
        .<Comparison>map(Comparison.Changed::new)
        .orElseGet(Comparison.Same::new);
  }

  private synchronized BitSet catchUp() {
    restlessness.resize(framebuffer.size());
    for (Damage damage : framebuffer.damageAfter(read)) {
      if (busy) {
        restlessness.touch(damage.nanos());
      }
      restlessness.drawn(damage.area(), damage.nanos());
      read = damage.frame();
    }
    return restlessness.tiles(System.nanoTime());
  }

  private Activity activity(long from, long start, BitSet restless) {
    Tiles tiles = new Tiles(framebuffer.size());
    Activity activity = new Activity(new Rectangle(0, 0, 0, 0), start);
    for (Damage damage : framebuffer.damageAfter(from)) {
      boolean[] counts = {false};
      tiles.forEach(damage.area(), tile -> counts[0] |= !restless.get(tile));
      if (counts[0]) {
        activity = activity.and(damage);
      }
    }
    return activity;
  }

  /// Everything that was drawn, and when something other than a text cursor last was.
  private record Activity(Rectangle area, long last) {

    Activity and(Damage damage) {
      boolean caret = Differences.isCaret(damage.area());
      return new Activity(area.union(damage.area()), caret ? last : Math.max(last, damage.nanos()));
    }
  }
}
