package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class ViewerPipeTest {

  private long now;

  @Test
  void aHandshakeThatIsNotOverInTimeIsRefused() throws Exception {
    ViewerPipe pipe = new ViewerPipe(() -> now);
    pipe.put(new byte[] {1});
    assertThat(pipe.read(ByteBuffer.allocate(9))).isEqualTo(1);
    now += ViewerPipe.LONGEST_HANDSHAKE - 1;
    pipe.put(new byte[] {1});
    assertThat(pipe.read(ByteBuffer.allocate(9))).isEqualTo(1);
    now++;
    assertThatThrownBy(() -> pipe.read(ByteBuffer.allocate(9)))
        .isInstanceOfSatisfying(
            ViewerException.class,
            e -> assertThat(e.end().code()).isEqualTo(ViewerEnd.Code.BAD_MESSAGE));
  }

  @Test
  void afterItAViewerMayBeAsQuietAsItLikes() throws Exception {
    ViewerPipe pipe = new ViewerPipe(() -> now);
    pipe.greeted();
    now += ViewerPipe.LONGEST_HANDSHAKE * 1000;
    Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(50);
            pipe.put(new byte[] {1});
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    assertThat(pipe.read(ByteBuffer.allocate(9))).isEqualTo(1);
  }
}
