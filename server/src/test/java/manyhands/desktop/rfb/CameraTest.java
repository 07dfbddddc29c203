package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import manyhands.desktop.Capture;
import manyhands.desktop.Frame;
import manyhands.desktop.ImageFormat;
import manyhands.desktop.Point;
import manyhands.desktop.Screenshot;
import manyhands.desktop.Size;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// Pictures are read back with the JDK's own decoders.
final class CameraTest {

  private static final Size SCREEN = new Size(1280, 800);
  private static final Point NOWHERE = new Point(0, 0);

  @Test
  void aPngShowsExactlyThePixels() {
    Frame frame = noise(new Size(321, 123));
    Screenshot shot = shoot(frame, ImageFormat.PNG, frame.size());

    assertThat(pixels(shot)).isEqualTo(frame.pixels());
    assertThat(shot.size()).isEqualTo(shot.screen()).isEqualTo(frame.size());
  }

  @RepeatedTest(50)
  void aPngOfAnySizeShowsExactlyThePixels(RepetitionInfo seed) {
    Random random = new Random(seed.getCurrentRepetition());
    int width = random.nextInt(1, 71);
    int height = random.nextInt(1, 71);
    Frame frame = noise(new Size(width, height));

    assertThat(pixels(shoot(frame, ImageFormat.PNG, frame.size()))).isEqualTo(frame.pixels());
  }

  @Test
  void aJpegLooksAlikeWithTheLibraryAndWithout() {
    Frame frame = gradient(SCREEN);
    for (JpegWriter writer : List.of(new PlainJpegWriter(), JpegWriter.best())) {
      Screenshot shot =
          new Camera(writer)
              .shoot(frame, Cursor.INVISIBLE, NOWHERE, new Capture(ImageFormat.JPEG, SCREEN));
      assertThat(worstDifference(pixels(shot), frame.pixels())).isLessThan(16);
      assertThat(shot.bytes().length).isLessThan(200_000);
      writer.close();
    }
  }

  @Test
  void whatIsWantedAgainIsTheSamePictureAndWithAnotherPointerOrSizeAnother() {
    Camera camera = new Camera(new PlainJpegWriter());
    Capture capture = new Capture(ImageFormat.PNG, SCREEN);
    Frame frame = plain(SCREEN, 0x808080);
    Cursor dot = new Cursor(new Size(1, 1), NOWHERE, new int[] {0xFFFF0000});
    Screenshot first = camera.shoot(frame, dot, new Point(7, 3), capture);

    assertThat(camera.shoot(frame, dot, new Point(7, 3), capture)).isSameAs(first);
    Screenshot moved = camera.shoot(frame, dot, new Point(8, 3), capture);
    assertThat(pixels(first)[3 * 1280 + 7]).isEqualTo(0xFF0000);
    assertThat(pixels(moved)[3 * 1280 + 7]).isEqualTo(0x808080);
    assertThat(pixels(moved)[3 * 1280 + 8]).isEqualTo(0xFF0000);
    Screenshot hidden = camera.shoot(frame, Cursor.INVISIBLE, new Point(8, 3), capture);
    assertThat(pixels(hidden)).isEqualTo(frame.pixels());
    Capture half = new Capture(ImageFormat.PNG, new Size(640, 400));
    assertThat(camera.shoot(frame, dot, new Point(8, 3), half).size())
        .isEqualTo(new Size(640, 400));
    Frame next = plain(SCREEN, 0x818181);
    assertThat(pixels(camera.shoot(next, dot, new Point(8, 3), half))[0]).isEqualTo(0x818181);
  }

  @Test
  void theLibraryForJpegIsInstalledWhereThisIsBuilt() {
    assertThat(TurboJpeg.load()).as("libturbojpeg0 of Debian").isPresent();
  }

  @Test
  void manyThreadsGetTheirOwnPictures() throws Exception {
    try (JpegWriter jpeg = JpegWriter.best();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> tasks =
          IntStream.range(0, 64)
              .<Callable<Integer>>mapToObj(i ->
                  () -> {
                    Size size = new Size(64 + i % 7, 48 + i % 5);
                    int colour = 0x010203 * i;
                    byte[] bytes = jpeg.encode(plain(size, colour).pixels(), size);
                    Screenshot shot = new Screenshot(bytes, ImageFormat.JPEG, size, size);
                    return worstDifference(pixels(shot), plain(size, colour).pixels());
                  })
              .toList();
      for (Future<Integer> worst : threads.invokeAll(tasks)) {
        assertThat(worst.get()).isLessThan(8);
      }
    }
  }

  @Test
  void aScaledPictureKeepsColoursProportionsAndCorners() {
    Frame frame = plain(SCREEN, 0xFFFFFF);
    frame.pixels()[0] = 0xFF0000;
    frame.pixels()[1279] = 0x00FF00;
    frame.pixels()[799 * 1280] = 0x0000FF;
    frame.pixels()[799 * 1280 + 1279] = 0;
    Screenshot shot = shoot(frame, ImageFormat.PNG, new Size(1000, 1000));
    int[] pixels = pixels(shot);

    assertThat(shot.size()).isEqualTo(new Size(1000, 625));
    assertThat(shot.screen()).isEqualTo(SCREEN);
    assertThat(pixels[500 * 1000 + 500]).isEqualTo(0xFFFFFF);
    assertThat(pixels[0] & 0xFFFF).as("red corner").isLessThan(0xC0C0);
    assertThat(pixels[999] & 0xFF00FF).as("green corner").isLessThan(0xC000C0);
    assertThat(pixels[624 * 1000] >> 8).as("blue corner").isLessThan(0xC0C0);
    assertThat(pixels[624 * 1000 + 999] & 0xFF).as("black corner").isLessThan(0xC0);
  }

  @Test
  void aLineIsFoundInTheScaledPictureWhereItsPixelIsMappedBackTo() {
    Size small = new Size(1024, 640);
    for (int x : new int[] {0, 1, 400, 777, 1278, 1279}) {
      Frame frame = plain(SCREEN, 0xFFFFFF);
      for (int y = 0; y < 800; y++) {
        frame.pixels()[y * 1280 + x] = 0;
      }
      Screenshot shot = shoot(frame, ImageFormat.PNG, small);
      int[] pixels = pixels(shot);
      int darkest = 0;
      for (int column = 0; column < 1024; column++) {
        darkest = pixels[column] < pixels[darkest] ? column : darkest;
      }
      assertThat(shot.toScreen(new Point(darkest, 0)).x()).isBetween(x - 1, x + 1);
    }
  }

  @RepeatedTest(200)
  void everyColumnOfAPictureIsItsOwnOnTheScreenAndTheEdgesMeet(RepetitionInfo seed) {
    Random random = new Random(seed.getCurrentRepetition());
    int screen = random.nextInt(2, 4001);
    int atMost = random.nextInt(2, 4001);
    Size from = new Size(screen, 10);
    Size to = from.within(new Size(atMost, 4000));
    Screenshot shot = new Screenshot(new byte[0], ImageFormat.PNG, to, from);
    int before = -1;
    for (int x = 0; x < to.width(); x++) {
      int on = shot.toScreen(new Point(x, 0)).x();
      assertThat(on).isGreaterThan(before).isLessThan(screen);
      before = on;
    }
    assertThat(shot.toScreen(new Point(0, 0))).isEqualTo(new Point(0, 0));
    assertThat(before).isEqualTo(to.width() == 1 ? 0 : screen - 1);
  }

  @Test
  void aSmallerScreenIsNotEnlarged() {
    Screenshot shot = shoot(plain(new Size(300, 200), 1), ImageFormat.PNG, SCREEN);

    assertThat(shot.size()).isEqualTo(new Size(300, 200));
  }

  @Test
  void thePointerIsInThePictureButNotInTheFrame() {
    Frame frame = plain(new Size(100, 80), 0x808080);
    Cursor arrow =
        new Cursor(
            new Size(2, 2),
            new Point(1, 1),
            new int[] {0xFF000000, 0x80FFFFFF, 0x00FF0000, 0xFFFF0000});
    Camera camera = new Camera(new PlainJpegWriter());
    Capture capture = new Capture(ImageFormat.PNG, frame.size());
    int[] pixels = pixels(camera.shoot(frame, arrow, new Point(50, 40), capture));

    assertThat(pixels[39 * 100 + 49]).isZero();
    assertThat(pixels[39 * 100 + 50]).isEqualTo(0xC0C0C0);
    assertThat(pixels[40 * 100 + 49]).isEqualTo(0x808080);
    assertThat(pixels[40 * 100 + 50]).isEqualTo(0xFF0000);
    assertThat(frame.pixels()).containsOnly(0x808080);
    for (Point edge : List.of(new Point(0, 0), new Point(99, 79), new Point(-5, 500))) {
      assertThat(camera.shoot(frame, arrow, edge, capture).bytes()).isNotEmpty();
    }
  }

  private static Screenshot shoot(Frame frame, ImageFormat format, Size atMost) {
    return new Camera(new PlainJpegWriter())
        .shoot(frame, Cursor.INVISIBLE, NOWHERE, new Capture(format, atMost));
  }

  private static Frame plain(Size size, int colour) {
    int[] pixels = new int[size.width() * size.height()];
    Arrays.fill(pixels, colour & 0xFFFFFF);
    return new Frame(1, size, pixels);
  }

  private static Frame noise(Size size) {
    Frame frame = plain(size, 0);
    Random random = new Random(size.width());
    for (int i = 0; i < frame.pixels().length; i++) {
      // Some rows are like the one above.
      frame.pixels()[i] =
          i / size.width() % 3 == 1 ? frame.pixels()[i - size.width()] : random.nextInt(1 << 24);
    }
    return frame;
  }

  private static Frame gradient(Size size) {
    Frame frame = plain(size, 0);
    for (int i = 0; i < frame.pixels().length; i++) {
      int x = i % size.width() * 255 / size.width();
      int y = i / size.width() * 255 / size.height();
      frame.pixels()[i] = (x << 16) | (y << 8) | (255 - x);
    }
    return frame;
  }

  private static int worstDifference(int[] one, int[] other) {
    assertThat(one).hasSameSizeAs(other);
    int worst = 0;
    for (int i = 0; i < one.length; i++) {
      for (int shift = 0; shift <= 16; shift += 8) {
        int difference = ((one[i] >> shift) & 0xFF) - ((other[i] >> shift) & 0xFF);
        worst = Math.max(worst, Math.abs(difference));
      }
    }
    return worst;
  }

  private static int[] pixels(Screenshot shot) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(shot.bytes()));
      assertThat(new Size(image.getWidth(), image.getHeight())).isEqualTo(shot.size());
      int[] pixels =
          image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] &= 0xFFFFFF;
      }
      return pixels;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
