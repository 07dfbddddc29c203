package manyhands.desktop.rfb;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import manyhands.desktop.DesktopException;
import manyhands.desktop.Frame;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Size;
import org.jspecify.annotations.Nullable;

/// The live picture of a screen, without the mouse pointer: always whole updates of the server,
/// never half of one. Its number is 0 until the whole screen was drawn once and grows by one with
/// every update that made a pixel different; redrawing the same pixels is no change. Safe for many
/// threads.
public final class Framebuffer {

  /// Some minutes of a clock and a caret, or half a minute of video; then the oldest are merged.
  private static final int DAMAGE_KEPT = 4096;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final ArrayDeque<Damage> damage = new ArrayDeque<>();
  private Size size;
  private int[] pixels;
  private long number;
  private Rectangle drawnAtFirst = new Rectangle(0, 0, 0, 0);
  private @Nullable Damage forgotten;
  private @Nullable DesktopException ended;

  Framebuffer(Size size) {
    this.size = size;
    this.pixels = new int[size.width() * size.height()];
  }

  public Size size() {
    return locked(() -> size);
  }

  public long number() {
    return locked(() -> number);
  }

  /// A copy of the screen as it is now; the last picture when the connection has ended.
  public Frame snapshot() {
    return locked(() -> new Frame(number, size, pixels.clone()));
  }

  /// Lets the reader see the live pixels while nothing can change them. It must be quick, must not
  /// write, and must not keep the frame's pixels.
  public <T> T read(Function<Frame, T> reader) {
    return locked(() -> reader.apply(new Frame(number, size, pixels)));
  }

  /// What became different after that frame, oldest first. What is too old to be kept one by one
  /// comes as one damage that covers it all.
  public List<Damage> damageAfter(long frame) {
    return locked(() -> {
      List<Damage> found = new ArrayList<>();
      for (var newest = damage.descendingIterator(); newest.hasNext(); ) {
        Damage one = newest.next();
        if (one.frame() <= frame) {
          return found.reversed();
        }
        found.add(one);
      }
      if (forgotten != null && forgotten.frame() > frame) {
        found.add(forgotten);
      }
      return found.reversed();
    });
  }

  /// Waits until the number is greater than that frame's, or the time is over, and returns the
  /// number. Fails as the connection did when that has ended.
  public long awaitAfter(long frame, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (number <= frame && ended == null && left > 0) {
        left = news.awaitNanos(left);
      }
      if (number <= frame && ended != null) {
        throw new DesktopException(ended.code(), String.valueOf(ended.getMessage()), ended);
      }
      return number;
    } finally {
      lock.unlock();
    }
  }

  /// Shows what was drawn on the canvas since it was last published, all at once.
  void publish(Canvas canvas, long nanos) {
    List<Rectangle> drawn = canvas.takeDrawn();
    lock.lock();
    try {
      if (number == 0) {
        drawn.forEach(part -> drawnAtFirst = drawnAtFirst.union(part));
        if (!drawnAtFirst.equals(canvas.size().bounds())) {
          return;
        }
      }
      if (number == 0 || !size.equals(canvas.size())) {
        size = canvas.size();
        pixels = canvas.pixels().clone();
        changed(List.of(size.bounds()), nanos);
        return;
      }
      List<Rectangle> different = new ArrayList<>();
      for (Rectangle part : drawn) {
        Rectangle really = copyDifferent(canvas, part);
        if (!really.isEmpty()) {
          different.add(really);
        }
      }
      if (!different.isEmpty()) {
        changed(different, nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Wakes and fails everyone who waits; the last picture stays.
  void end(DesktopException why) {
    lock.lock();
    try {
      if (ended == null) {
        ended = why;
      }
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void changed(List<Rectangle> areas, long nanos) {
    number++;
    for (Rectangle area : areas) {
      damage.add(new Damage(area, number, nanos));
    }
    while (damage.size() > DAMAGE_KEPT) {
      Damage oldest = damage.removeFirst();
      forgotten = forgotten == null ? oldest : forgotten.merge(oldest);
    }
    news.signalAll();
  }

  private Rectangle copyDifferent(Canvas canvas, Rectangle part) {
    int[] source = canvas.pixels();
    int left = Integer.MAX_VALUE;
    int right = -1;
    int top = -1;
    int bottom = -1;
    for (int y = part.y(); y < part.y() + part.height(); y++) {
      int start = y * size.width() + part.x();
      int end = start + part.width();
      int first = Arrays.mismatch(source, start, end, pixels, start, end);
      if (first < 0) {
        continue;
      }
      int last = part.width() - 1;
      while (last > right && source[start + last] == pixels[start + last]) {
        last--;
      }
      System.arraycopy(source, start, pixels, start, part.width());
      left = Math.min(left, first);
      right = Math.max(right, last);
      top = top < 0 ? y : top;
      bottom = y;
    }
    return top < 0
        ? new Rectangle(part.x(), part.y(), 0, 0)
        : new Rectangle(part.x() + left, top, right - left + 1, bottom - top + 1);
  }

  private <T> T locked(Supplier<T> body) {
    lock.lock();
    try {
      return body.get();
    } finally {
      lock.unlock();
    }
  }
}
