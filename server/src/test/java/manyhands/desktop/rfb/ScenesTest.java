package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import manyhands.desktop.Frame;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Size;
import org.junit.jupiter.api.Test;

final class ScenesTest {

  private static final Size SCREEN = new Size(320, 200);
  private static final Rectangle BUTTON = new Rectangle(40, 40, 60, 20);
  private static final Rectangle CLOCK = new Rectangle(256, 0, 32, 16);
  private static final Rectangle CARET = new Rectangle(100, 100, 2, 18);
  private static final BitSet NONE = new BitSet();

  private final Scenes scenes = new Scenes();
  private long number;

  @Test
  void aScreenThatComesBackHasItsNameAgainAndAnotherHasNot() {
    String plain = name(NONE);
    String pressed = name(NONE, BUTTON);

    assertThat(pressed).isNotEqualTo(plain);
    assertThat(name(NONE)).isEqualTo(plain);
    assertThat(name(NONE, BUTTON)).isEqualTo(pressed);
  }

  @Test
  void theNameIsTheSameInAnotherServer() {
    assertThat(new Scenes().name(frame(BUTTON), NONE)).isEqualTo(name(NONE, BUTTON));
  }

  @Test
  void whatIsRestlessNowOrWasThenMakesNoDifference() {
    BitSet ticking = new BitSet();
    new Tiles(SCREEN).forEach(CLOCK, ticking::set);
    String plain = name(NONE);

    assertThat(name(ticking, CLOCK)).isEqualTo(plain);
    String pressed = name(ticking, BUTTON);
    assertThat(pressed).isNotEqualTo(plain);
    assertThat(name(NONE, BUTTON, CLOCK)).isEqualTo(pressed);
  }

  @Test
  void aTextCursorThatBlinksIsNoOtherScreen() {
    String plain = name(NONE);
    assertThat(name(NONE, CARET)).isEqualTo(plain);
    assertThat(name(NONE)).isEqualTo(plain);
  }

  private String name(BitSet restless, Rectangle... drawn) {
    return scenes.name(frame(drawn), restless);
  }

  private Frame frame(Rectangle... drawn) {
    int[] pixels = new int[SCREEN.width() * SCREEN.height()];
    for (Rectangle area : drawn) {
      for (int y = area.y(); y < area.y() + area.height(); y++) {
        for (int x = area.x(); x < area.x() + area.width(); x++) {
          pixels[y * SCREEN.width() + x] = 0xFFFFFF;
        }
      }
    }
    return new Frame(++number, SCREEN, pixels);
  }
}
