package manyhands.desktop.rfb;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import manyhands.desktop.Rectangle;

/// A JPEG picture out of a Tight rectangle. Its size is checked before a pixel is decoded, and
/// everything that decoding does not need (colour profiles, thumbnails, comments) is cut out first:
/// the native code behind those is no place for hostile bytes.
final class JpegPicture {

  private static final int START_OF_SCAN = 0xDA;
  private static final int COMMENT = 0xFE;
  private static final int FIRST_APP = 0xE0;
  private static final int ADOBE_APP = 0xEE;
  private static final int LAST_APP = 0xEF;

  private JpegPicture() {}

  static void draw(byte[] jpeg, Rectangle area, Canvas canvas) throws IOException {
    if (area.isEmpty()) {
      return;
    }
    BufferedImage image = read(essential(jpeg), area);
    int start = canvas.index(area.x(), area.y());
    int[] pixels = canvas.pixels();
    image.getRGB(0, 0, area.width(), area.height(), pixels, start, canvas.width());
    for (int y = 0; y < area.height(); y++) {
      for (int x = 0; x < area.width(); x++) {
        pixels[start + y * canvas.width() + x] &= 0xFFFFFF;
      }
    }
  }

  private static BufferedImage read(byte[] jpeg, Rectangle area) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
      reader.setInput(stream, true, true);
      if (reader.getWidth(0) != area.width() || reader.getHeight(0) != area.height()) {
        throw Violation.of("a JPEG picture that does not fit its rectangle");
      }
      return reader.read(0);
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw Violation.of("a damaged JPEG picture");
    } catch (IndexOutOfBoundsException | NegativeArraySizeException | ClassCastException e) {
      // the reader's own checks have holes
      throw Violation.of("a damaged JPEG picture");
    } finally {
      reader.dispose();
    }
  }

  /// The same picture without application segments, except those that say what its colours mean.
  static byte[] essential(byte[] jpeg) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(jpeg.length);
    int at = Math.min(2, jpeg.length);
    kept.write(jpeg, 0, at);
    while (at + 4 <= jpeg.length && (jpeg[at] & 0xFF) == 0xFF) {
      int marker = jpeg[at + 1] & 0xFF;
      if (marker == START_OF_SCAN) {
        break;
      }
      int length = 2 + (((jpeg[at + 2] & 0xFF) << 8) | (jpeg[at + 3] & 0xFF));
      int end = Math.min(jpeg.length, at + length);
      boolean metadata = marker > FIRST_APP && marker <= LAST_APP && marker != ADOBE_APP;
      if (!metadata && marker != COMMENT) {
        kept.write(jpeg, at, end - at);
      }
      at = end;
    }
    kept.write(jpeg, at, jpeg.length - at);
    return kept.toByteArray();
  }
}
