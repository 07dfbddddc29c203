package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Random;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TightEncoderTest {

  private final JpegWriter jpeg = JpegWriter.best();
  private final TightEncoder encoder = new TightEncoder(jpeg);

  @AfterEach
  void close() {
    encoder.close();
    jpeg.close();
  }

  @Test
  void upTo256ColoursAreDrawnAgainPixelByPixel() throws IOException {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Size size = new Size(1 + random.nextInt(256), 1 + random.nextInt(80));
      int colours = random.nextInt(4) == 0 ? 256 : 1 + random.nextInt(5);
      int[] palette = random.ints(colours, 0, 1 << 24).toArray();
      int[] pixels = new int[size.width() * size.height()];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = palette[random.nextInt(colours)];
      }
      assertThat(drawn(pixels, size)).as("seed %d", seed).isEqualTo(pixels);
    }
  }

  @Test
  void everyRectangleStandsForItself() throws IOException {
    int[] one = Pictures.FEW_COLOURS.paint(new Size(100, 40));
    byte[] first = encoded(one, new Size(100, 40));
    assertThat(encoded(one, new Size(100, 40))).isEqualTo(first);
  }

  @Test
  void manyColoursBecomeAPictureThatLooksTheSame() throws IOException {
    Size size = new Size(256, 200);
    int[] pixels = Pictures.GRADIENT.paint(size);
    int[] drawn = drawn(pixels, size);
    for (int i = 0; i < pixels.length; i++) {
      for (int shift = 0; shift <= 16; shift += 8) {
        assertThat((drawn[i] >> shift) & 0xFF)
            .isBetween(((pixels[i] >> shift) & 0xFF) - 12, ((pixels[i] >> shift) & 0xFF) + 12);
      }
    }
  }

  private byte[] encoded(int[] pixels, Size size) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    encoder.encode(size.bounds(), pixels, bytes);
    return bytes.toByteArray();
  }

  /// Drawn by the decoder that real servers' rectangles go through.
  private int[] drawn(int[] pixels, Size size) throws IOException {
    byte[] bytes = encoded(pixels, size);
    Canvas canvas = new Canvas(size);
    Incoming in = new Incoming(Channels.newChannel(new ByteArrayInputStream(bytes)), 1 << 16);
    assertThat(new int[] {in.u16(), in.u16(), in.u16(), in.u16(), in.s32()})
        .containsExactly(0, 0, size.width(), size.height(), Encoding.TIGHT.number());
    try (TightDecoder decoder = new TightDecoder()) {
      decoder.decode(in, new Rectangle(0, 0, size.width(), size.height()), canvas);
    }
    assertThat(in.drained()).isTrue();
    return canvas.pixels();
  }
}
