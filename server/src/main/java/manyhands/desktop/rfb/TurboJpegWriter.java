package manyhands.desktop.rfb;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;
import manyhands.desktop.Size;

/// Encodes JPEGs with libjpeg-turbo, in a few native workplaces that are kept and shared by all
/// desktops.
final class TurboJpegWriter implements JpegWriter {

  /// A picture takes 2 ms of one core: more of them at a time than cores gain nothing.
  private static final int WORKPLACES =
      Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

  /// A workplace is at least so wide and high: one serves all small pictures, whatever their size.
  private static final int SMALLEST = 256;

  private final TurboJpeg turbo;
  private final Semaphore places = new Semaphore(WORKPLACES);
  private final ArrayDeque<Workplace> free = new ArrayDeque<>();

  TurboJpegWriter(TurboJpeg turbo) {
    this.turbo = turbo;
  }

  @Override
  public byte[] encode(int[] pixels, Size size) {
    places.acquireUninterruptibly();
    try {
      Workplace place = take(size);
      try {
        return place.encode(pixels, size);
      } finally {
        giveBack(place);
      }
    } finally {
      places.release();
    }
  }

  @Override
  public void close() {
    places.acquireUninterruptibly(WORKPLACES);
    free.forEach(Workplace::close);
    free.clear();
    places.release(WORKPLACES);
  }

  private Workplace take(Size size) {
    Workplace other;
    synchronized (free) {
      for (Workplace place : free) {
        if (place.holds(size)) {
          free.remove(place);
          return place;
        }
      }
      other = free.size() == WORKPLACES ? free.removeFirst() : null;
    }
    if (other != null) {
      other.close();
    }
    return new Workplace(
        turbo, new Size(Math.max(SMALLEST, size.width()), Math.max(SMALLEST, size.height())));
  }

  private void giveBack(Workplace place) {
    synchronized (free) {
      free.addLast(place);
    }
  }

  /// Native memory for pictures of up to one size, used by one thread at a time. The pixels are
  /// copied into it (0.3 ms): reading the heap in place would hold up garbage collection meanwhile.
  private static final class Workplace {

    private final TurboJpeg turbo;
    private final Size size;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment handle;
    private final MemorySegment pixels;
    private final MemorySegment output;
    private final MemorySegment outputAddress;
    private final MemorySegment outputLength;

    Workplace(TurboJpeg turbo, Size size) {
      this.turbo = turbo;
      this.size = size;
      handle = turbo.start();
      pixels = arena.allocate(JAVA_INT, (long) size.width() * size.height());
      output = arena.allocate(turbo.bound(size.width(), size.height()));
      outputAddress = arena.allocate(ADDRESS);
      outputLength = arena.allocate(JAVA_LONG);
    }

    boolean holds(Size picture) {
      return picture.width() <= size.width() && picture.height() <= size.height();
    }

    byte[] encode(int[] source, Size picture) {
      MemorySegment.copy(source, 0, pixels, JAVA_INT, 0, picture.width() * picture.height());
      outputAddress.set(ADDRESS, 0, output);
      outputLength.set(JAVA_LONG, 0, output.byteSize());
      turbo.compress(
          handle, pixels, picture.width(), picture.height(), outputAddress, outputLength);
      byte[] jpeg = new byte[Math.toIntExact(outputLength.get(JAVA_LONG, 0))];
      MemorySegment.copy(output, JAVA_BYTE, 0, jpeg, 0, jpeg.length);
      return jpeg;
    }

    void close() {
      turbo.end(handle);
      arena.close();
    }
  }
}
