package manyhands.desktop.rfb;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import manyhands.desktop.Size;

/// Makes small pictures of pictures that were kept, which are our own: JPEG or PNG. Safe for use by
/// many threads.
public final class PictureScaler {

  /// More of them at a time than cores would only hold more memory, some megabytes each.
  private static final int AT_A_TIME = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

  /// Tenths of pixels read for each one in each direction: more takes longer and nobody sees it.
  private static final int OVERSAMPLING = 15;

  private final JpegWriter writer = JpegWriter.best();
  private final Semaphore places = new Semaphore(AT_A_TIME);

  /// A JPEG that is at most so wide.
  public byte[] jpeg(byte[] picture, int width) {
    places.acquireUninterruptibly();
    try {
      BufferedImage read = read(picture, width);
      Size from = new Size(read.getWidth(), read.getHeight());
      Size to = from.within(new Size(width, Integer.MAX_VALUE));
      int[] pixels = read.getRGB(0, 0, from.width(), from.height(), null, 0, from.width());
      return writer.encode(to.equals(from) ? pixels : new Scaler(from, to).scale(pixels), to);
    } catch (IOException e) {
      throw new UncheckedIOException("a picture that was kept cannot be read", e);
    } finally {
      places.release();
    }
  }

  private static BufferedImage read(byte[] picture, int width) throws IOException {
    try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
      ImageReader reader = ImageIO.getImageReaders(stream).next();
      try {
        reader.setInput(stream, true, true);
        int step = Math.max(1, reader.getWidth(0) * 10 / (width * OVERSAMPLING));
        ImageReadParam every = reader.getDefaultReadParam();
        every.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, every);
      } finally {
        reader.dispose();
      }
    }
  }
}
