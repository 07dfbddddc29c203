package manyhands.desktop.rfb;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import manyhands.desktop.Point;
import manyhands.desktop.Size;

/// The pointer's picture as recordings keep it: hot spot and PNG.
final class PointerPicture {

  /// Pointers that are shown are smaller than this; a larger one is left out of the recording.
  private static final int LARGEST = 256;

  private PointerPicture() {}

  static byte[] encode(Cursor cursor) {
    Cursor kept =
        cursor.size().width() > LARGEST || cursor.size().height() > LARGEST
            ? Cursor.INVISIBLE
            : cursor;
    int width = kept.size().width();
    int height = kept.size().height();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, width, height, kept.pixels(), 0, width);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    bytes.writeBytes(pair(kept.hotspot()));
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  static Cursor decode(byte[] payload) throws IOException {
    Point hotspot = point(payload);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(payload, 4, payload.length - 4));
    if (image == null || image.getWidth() > LARGEST || image.getHeight() > LARGEST) {
      throw Violation.of("a damaged picture of the pointer");
    }
    int width = image.getWidth();
    int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    return new Cursor(new Size(width, image.getHeight()), hotspot, pixels);
  }

  static byte[] pair(Point point) {
    return ByteBuffer.allocate(4).putShort((short) point.x()).putShort((short) point.y()).array();
  }

  static Point point(byte[] payload) {
    ByteBuffer bytes = ByteBuffer.wrap(payload);
    return new Point(bytes.getShort() & 0xFFFF, bytes.getShort() & 0xFFFF);
  }
}
