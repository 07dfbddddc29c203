package manyhands.desktop.rfb;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import manyhands.desktop.Frame;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Size;

/// Makes RFB updates out of the framebuffer: the whole screen, or what is different since the last
/// one. For one thread.
final class ScreenUpdates implements AutoCloseable {

  /// Changes are gathered in blocks of this size: a caret at the top and a clock at the bottom are
  /// two small rectangles, a thousand letters one large one.
  private static final int BLOCK = 256;

  /// All recordings together encode on one core at a time: the agents' own pictures go first.
  private static final Semaphore ENCODING = new Semaphore(1, true);

  private final Framebuffer framebuffer;
  private final TightEncoder encoder;
  private Size size = new Size(1, 1);
  private long shown;

  /// An update and whether it shows the whole screen.
  record Update(byte[] bytes, boolean whole) {}

  ScreenUpdates(Framebuffer framebuffer, JpegWriter jpeg) {
    this.framebuffer = framebuffer;
    this.encoder = new TightEncoder(jpeg);
  }

  /// The number of the frame that the last update shows.
  long shown() {
    return shown;
  }

  /// The screen as it is now, or what of it is different since the last update unless that was
  /// nearly all; never half of what the server drew at once.
  Update next(boolean whole) {
    Shot shot = framebuffer.read(now -> shot(now, framebuffer.damageAfter(shown), whole));
    ENCODING.acquireUninterruptibly();
    try {
      return new Update(encode(shot), shot.whole);
    } finally {
      ENCODING.release();
    }
  }

  private Shot shot(Frame now, List<Damage> damage, boolean whole) {
    boolean all = whole || shown == 0 || !now.size().equals(size);
    List<Rectangle> areas = new ArrayList<>();
    long pixels = 0;
    for (Rectangle block : blocks(now.size())) {
      Rectangle area = new Rectangle(0, 0, 0, 0);
      for (Damage one : damage) {
        area = area.union(one.area().intersection(block));
      }
      if (!area.isEmpty()) {
        areas.add(area);
        pixels += (long) area.width() * area.height();
      }
    }
    all |= pixels * 10 > 9L * now.size().width() * now.size().height();
    size = now.size();
    shown = now.number();
    List<Patch> patches = new ArrayList<>();
    for (Rectangle area : all ? blocks(now.size()) : areas) {
      patches.add(new Patch(area, cut(now, area)));
    }
    return new Shot(patches, now.size(), all);
  }

  private static int[] cut(Frame frame, Rectangle area) {
    int[] pixels = new int[area.width() * area.height()];
    for (int y = 0; y < area.height(); y++) {
      int from = (area.y() + y) * frame.size().width() + area.x();
      System.arraycopy(frame.pixels(), from, pixels, y * area.width(), area.width());
    }
    return pixels;
  }

  private static List<Rectangle> blocks(Size size) {
    List<Rectangle> blocks = new ArrayList<>();
    for (int y = 0; y < size.height(); y += BLOCK) {
      for (int x = 0; x < size.width(); x += BLOCK) {
        int width = Math.min(BLOCK, size.width() - x);
        blocks.add(new Rectangle(x, y, width, Math.min(BLOCK, size.height() - y)));
      }
    }
    return blocks;
  }

  private byte[] encode(Shot shot) {
    ByteArrayOutputStream update = new ByteArrayOutputStream(4096);
    int rectangles = shot.patches.size() + (shot.whole ? 1 : 0);
    update.write(0);
    update.write(0);
    update.write(rectangles >> 8);
    update.write(rectangles);
    if (shot.whole) {
      TightEncoder.header(update, shot.size.bounds(), Encoding.DESKTOP_SIZE.number());
    }
    shot.patches.forEach(patch -> encoder.encode(patch.area, patch.pixels, update));
    return update.toByteArray();
  }

  @Override
  public void close() {
    encoder.close();
  }

  private record Patch(Rectangle area, int[] pixels) {}

  private record Shot(List<Patch> patches, Size size, boolean whole) {}
}
