package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.Frame;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Size;
import org.junit.jupiter.api.Test;

class FramebufferTest {

  private final Canvas canvas = new Canvas(new Size(100, 50));
  private final Framebuffer framebuffer = new Framebuffer(canvas.size());

  @Test
  void thereIsNoFrameBeforeTheWholeScreenWasDrawn() {
    publish(0, 0, 100, 20, 5);
    assertThat(framebuffer.number()).isZero();
    publish(0, 20, 100, 30, 5);
    assertThat(framebuffer.number()).isEqualTo(1);
  }

  @Test
  void theFirstFrameIsAChangeOfTheWholeScreenEvenWhenItIsBlack() {
    publish(0, 0, 100, 50, 0);
    assertThat(framebuffer.number()).isEqualTo(1);
    assertThat(framebuffer.damageAfter(0))
        .containsExactly(new Damage(new Rectangle(0, 0, 100, 50), 1, 7));
  }

  @Test
  void damageIsTheSmallestRectangleAroundPixelsThatBecameDifferent() {
    publish(0, 0, 100, 50, 0xFFFFFF);
    canvas.fill(10, 20, 3, 1, 0xFF0000);
    canvas.fill(8, 22, 1, 1, 0xFF0000);
    publish(0, 0, 0, 0, 0, new Rectangle(0, 0, 100, 50));
    assertThat(framebuffer.damageAfter(1))
        .containsExactly(new Damage(new Rectangle(8, 20, 5, 3), 2, 7));
    assertThat(framebuffer.snapshot().pixels()).isEqualTo(canvas.pixels());
  }

  @Test
  void drawingTheSamePixelsAgainIsNoChange() {
    publish(0, 0, 100, 50, 0x123456);
    publish(5, 5, 20, 20, 0x123456);
    assertThat(framebuffer.number()).isEqualTo(1);
  }

  @Test
  void aSnapshotStaysAsItWas() {
    publish(0, 0, 100, 50, 1);
    Frame before = framebuffer.snapshot();
    publish(0, 0, 100, 50, 2);
    assertThat(before.pixels()).containsOnly(1);
    assertThat(before.number()).isEqualTo(1);
    assertThat((int) framebuffer.read(frame -> frame.pixels()[0])).isEqualTo(2);
  }

  @Test
  void nothingIsSeenOfAnUpdateBeforeItIsPublished() {
    publish(0, 0, 100, 50, 1);
    canvas.fill(0, 0, 100, 25, 2);
    assertThat(framebuffer.snapshot().pixels()).containsOnly(1);
  }

  @Test
  void aResizeKeepsWhatBothSizesShare() {
    publish(0, 0, 100, 50, 9);
    canvas.resize(new Size(60, 80));
    publish(0, 0, 0, 0, 0);
    Frame frame = framebuffer.snapshot();
    assertThat(frame.size()).isEqualTo(new Size(60, 80));
    assertThat(frame.pixels()[49 * 60 + 59]).isEqualTo(9);
    assertThat(frame.pixels()[50 * 60]).isZero();
    assertThat(framebuffer.damageAfter(1).getFirst().area()).isEqualTo(new Rectangle(0, 0, 60, 80));
  }

  @Test
  void damageThatIsTooOldComesAsOne() {
    publish(0, 0, 100, 50, 0);
    for (int i = 1; i <= 6000; i++) {
      publish(i % 10, 0, 1, 1, i);
    }
    assertThat(framebuffer.damageAfter(1)).hasSizeLessThan(4100);
    Damage oldest = framebuffer.damageAfter(1).getFirst();
    assertThat(oldest.area()).isEqualTo(new Rectangle(0, 0, 100, 50));
    assertThat(framebuffer.damageAfter(6000)).hasSize(1);
    assertThat(framebuffer.damageAfter(6001)).isEmpty();
  }

  @Test
  void aWaiterWakesWithTheNextFrameOrReturnsInTime() throws Exception {
    publish(0, 0, 100, 50, 1);
    assertThat(framebuffer.awaitAfter(1, Duration.ofMillis(5))).isEqualTo(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Long> waiter = threads.submit(() -> framebuffer.awaitAfter(1, Duration.ofSeconds(60)));
      publish(0, 0, 1, 1, 2);
      assertThat(waiter.get()).isEqualTo(2);
    }
  }

  @Test
  void aWaiterLearnsWhyTheConnectionEnded() {
    publish(0, 0, 100, 50, 1);
    framebuffer.end(new DesktopException(Code.LOST, "gone"));
    framebuffer.end(new DesktopException(Code.CLOSED, "closed later"));
    assertThatThrownBy(() -> framebuffer.awaitAfter(1, Duration.ofSeconds(60)))
        .isInstanceOf(DesktopException.class)
        .hasMessage("gone");
  }

  @Test
  void copiesWithinTheScreenMayOverlapInEveryDirection() {
    for (int[] shift : new int[][] {{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {-1, -1}}) {
      for (int i = 0; i < canvas.pixels().length; i++) {
        canvas.pixels()[i] = i;
      }
      canvas.copy(10, 10, new Rectangle(10 + shift[0], 10 + shift[1], 20, 20));
      for (int y = 0; y < 20; y++) {
        for (int x = 0; x < 20; x++) {
          assertThat(canvas.pixels()[canvas.index(10 + shift[0] + x, 10 + shift[1] + y)])
              .isEqualTo((10 + y) * 100 + 10 + x);
        }
      }
    }
  }

  private void publish(int x, int y, int width, int height, int colour) {
    publish(x, y, width, height, colour, new Rectangle(x, y, width, height));
  }

  private void publish(int x, int y, int width, int height, int colour, Rectangle drawn) {
    canvas.fill(x, y, width, height, colour);
    canvas.drew(drawn);
    framebuffer.publish(canvas, 7);
  }
}
