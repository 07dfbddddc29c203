package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecodersTest {

  private static final Set<Encoding> PIXELS =
      EnumSet.of(Encoding.RAW, Encoding.COPY_RECT, Encoding.HEXTILE, Encoding.ZRLE, Encoding.TIGHT);

  @ParameterizedTest
  @EnumSource(names = {"RAW", "COPY_RECT", "HEXTILE", "ZRLE", "TIGHT"})
  void whatWasEncodedIsWhatIsDrawn(Encoding encoding) throws Exception {
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Size size = new Size(1 + random.nextInt(200), 1 + random.nextInt(150));
      PixelEncoder encoder = new PixelEncoder(seed, size.width(), size.height());
      Canvas canvas = new Canvas(size);
      try (UpdateReader updates = new UpdateReader(canvas)) {
        for (int i = 0; i < 12; i++) {
          // something to copy first
          byte[] update = update(encoder, i == 0 ? Encoding.RAW : encoding, 1 + random.nextInt(3));
          Incoming in = incoming(update);
          updates.read(in);
          assertThat(in.drained()).as("seed %d, update %d", seed, i).isTrue();
          assertThat(canvas.pixels()).as("seed %d, update %d", seed, i).isEqualTo(encoder.pixels());
        }
      }
    }
  }

  /// Damages whole updates in random places; whatever comes of it must be one of our own failures
  /// (or nothing), in little memory.
  @Test
  void damagedUpdatesEndCleanly() throws Exception {
    List<Encoding> encodings = List.copyOf(PIXELS);
    int failures = 0;
    for (long seed = 0; seed < 1500; seed++) {
      Random random = new Random(seed);
      PixelEncoder encoder = new PixelEncoder(seed, 70, 40);
      Canvas canvas = new Canvas(new Size(70, 40));
      try (UpdateReader updates = new UpdateReader(canvas)) {
        for (int i = 0; i < 3; i++) {
          Encoding encoding = encodings.get(random.nextInt(encodings.size()));
          byte[] update = update(encoder, encoding, 2);
          damage(update, random);
          updates.read(incoming(update));
        }
      } catch (DesktopException e) {
        assertThat(e.code()).isIn(Code.PROTOCOL, Code.TOO_LARGE);
        failures++;
      } catch (IOException e) {
        failures++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertThat(failures).isGreaterThan(400);
  }

  @ParameterizedTest
  @EnumSource(names = {"RAW", "COPY_RECT", "HEXTILE", "ZRLE", "TIGHT"})
  void anUpdateThatIsCutOffAnywhereEndsCleanly(Encoding encoding) throws Exception {
    byte[] update = update(new PixelEncoder(5, 20, 20), encoding, 4);
    for (int length = 0; length < update.length; length++) {
      try (UpdateReader updates = new UpdateReader(new Canvas(new Size(20, 20)))) {
        Incoming in = incoming(Arrays.copyOf(update, length));
        assertThatThrownBy(() -> updates.read(in)).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void aCompressedBombIsNotInflated() throws Exception {
    Deflater deflater = new Deflater(9);
    byte[] zeros = new byte[1 << 20];
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    for (int i = 0; i < 64; i++) {
      deflater.setInput(zeros);
      while (!deflater.needsInput()) {
        bomb.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    byte[] data = bomb.toByteArray();
    assertThat(data.length).isBetween(10_000, 100_000);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    header(out, 1, new Rectangle(0, 0, 100, 100), Encoding.ZRLE.number());
    out.writeInt(data.length);
    out.write(data);
    violation(bytes.toByteArray(), new Size(100, 100));
  }

  @Test
  void aPictureMustFitItsRectangleAndKeepsNoProfile() throws Exception {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
    image.createGraphics().fillRect(0, 0, 16, 8);
    ImageIO.write(image, "jpeg", jpeg);
    byte[] withProfile = withSegment(jpeg.toByteArray(), 0xE2, 5000);
    Canvas canvas = new Canvas(new Size(20, 20));
    JpegPicture.draw(withProfile, new Rectangle(2, 3, 16, 8), canvas);
    assertThat(canvas.pixels()[canvas.index(2, 3)]).isEqualTo(0xFFFFFF);
    assertThat(canvas.pixels()[canvas.index(17, 10)]).isEqualTo(0xFFFFFF);
    assertThat(canvas.pixels()[canvas.index(18, 10)]).isZero();
    assertThat(JpegPicture.essential(withProfile)).hasSize(jpeg.size());
    assertThatThrownBy(() -> JpegPicture.draw(withProfile, new Rectangle(0, 0, 15, 8), canvas))
        .isInstanceOf(DesktopException.class);
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = withProfile.clone();
      damage(damaged, new Random(i));
      try {
        JpegPicture.draw(damaged, new Rectangle(2, 3, 16, 8), canvas);
      } catch (DesktopException e) {
        assertThat(e.code()).as("seed %d", i).isEqualTo(Code.PROTOCOL);
      }
    }
  }

  @Test
  void rectanglesOutsideTheScreenAndUnknownEncodingsAreRefused() throws Exception {
    Size size = new Size(100, 100);
    violation(rectangle(new Rectangle(0, 0, 65535, 65535), 0), size);
    violation(rectangle(new Rectangle(90, 0, 11, 5), 0), size);
    violation(rectangle(new Rectangle(0, 99, 5, 2), 16), size);
    violation(rectangle(new Rectangle(0, 0, 5, 5), 2), size);
    violation(rectangle(new Rectangle(0, 0, 5, 5), -312), size);
    violation(rectangle(new Rectangle(0, 0, 0, 0), -223), size);
    violation(rectangle(new Rectangle(0, 0, 32767, 32767), -223), size);
    violation(rectangle(new Rectangle(0, 0, 8192, 8192), -308), size);
    violation(rectangle(new Rectangle(0, 0, 60000, 60000), -239), size);
  }

  @Test
  void paintingTheScreenOverAndOverIsRefused() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(0);
    out.writeShort(65534);
    for (int i = 0; i < 1000; i++) {
      header(out, new Rectangle(0, 0, 2000, 2000), Encoding.COPY_RECT.number());
      out.writeInt(0);
    }
    violation(bytes.toByteArray(), new Size(2000, 2000));
  }

  private static void violation(byte[] update, Size size) {
    try (UpdateReader updates = new UpdateReader(new Canvas(size))) {
      assertThatThrownBy(() -> updates.read(incoming(update)))
          .isInstanceOfSatisfying(
              DesktopException.class,
              e -> assertThat(e.code()).isIn(Code.PROTOCOL, Code.TOO_LARGE));
    }
  }

  private static byte[] rectangle(Rectangle area, int encoding) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    header(new DataOutputStream(bytes), 1, area, encoding);
    bytes.write(new byte[4096]);
    return bytes.toByteArray();
  }

  private static byte[] update(PixelEncoder encoder, Encoding encoding, int count)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(0);
    out.writeShort(count);
    for (int i = 0; i < count; i++) {
      Rectangle area = encoder.area();
      header(out, area, encoding.number());
      out.write(encoder.encode(encoding, area));
    }
    return bytes.toByteArray();
  }

  private static void header(DataOutputStream out, int count, Rectangle area, int encoding)
      throws IOException {
    out.write(0);
    out.writeShort(count);
    header(out, area, encoding);
  }

  private static void header(DataOutputStream out, Rectangle area, int encoding)
      throws IOException {
    out.writeShort(area.x());
    out.writeShort(area.y());
    out.writeShort(area.width());
    out.writeShort(area.height());
    out.writeInt(encoding);
  }

  private static void damage(byte[] bytes, Random random) {
    int places = random.nextInt(4);
    for (int i = 0; i < places; i++) {
      int at = random.nextInt(bytes.length);
      int length = Math.min(bytes.length - at, 1 + random.nextInt(4));
      for (int j = at; j < at + length; j++) {
        bytes[j] =
            (byte) (random.nextBoolean() ? random.nextInt() : random.nextBoolean() ? 255 : 0);
      }
    }
  }

  private static byte[] withSegment(byte[] jpeg, int marker, int length) {
    byte[] longer = new byte[jpeg.length + length + 2];
    System.arraycopy(jpeg, 0, longer, 0, 2);
    longer[2] = (byte) 0xFF;
    longer[3] = (byte) marker;
    longer[4] = (byte) (length >> 8);
    longer[5] = (byte) length;
    System.arraycopy(jpeg, 2, longer, 2 + length + 2, jpeg.length - 2);
    return longer;
  }

  private static Incoming incoming(byte[] bytes) {
    return new Incoming(Channels.newChannel(new ByteArrayInputStream(bytes)), 64);
  }
}
