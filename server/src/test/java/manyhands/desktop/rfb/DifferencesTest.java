package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.desktop.Frame;
import manyhands.desktop.Point;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Size;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class DifferencesTest {

  private static final Size SCREEN = new Size(1270, 790);
  private static final Tiles TILES = new Tiles(SCREEN);
  private static final BitSet NONE = new BitSet();

  @Test
  void equalFramesDifferNowhere() {
    assertThat(Differences.between(with(), with(), NONE)).isEmpty();
  }

  @RepeatedTest(100)
  void aDifferenceIsFoundToThePixel(RepetitionInfo seed) {
    Random random = new Random(seed.getCurrentRepetition());
    int x = random.nextInt(1201);
    int y = random.nextInt(701);
    int width = random.nextInt(4, 71);
    int height = random.nextInt(1, 91);
    Rectangle box = new Rectangle(x, y, width, height);

    assertThat(Differences.between(with(), with(box), NONE)).containsExactly(box);
    assertThat(Differences.between(with(box), with(), NONE)).containsExactly(box);
  }

  @Test
  void placesApartAreToldApartAndCornersAreFound() {
    Rectangle[] corners = {
      new Rectangle(0, 0, 4, 4),
      new Rectangle(1266, 0, 4, 4),
      new Rectangle(0, 786, 4, 4),
      new Rectangle(1266, 786, 4, 4)
    };

    assertThat(Differences.between(with(), with(corners), NONE)).containsExactlyInAnyOrder(corners);
  }

  @Test
  void restlessTilesDoNotCountButWhatReachesOutOfThemDoes() {
    BitSet restless = new BitSet();
    TILES.forEach(new Rectangle(160, 160, 160, 160), restless::set);

    assertThat(Differences.between(with(), with(new Rectangle(170, 170, 100, 100)), restless))
        .isEmpty();
    assertThat(Differences.between(with(), with(new Rectangle(170, 170, 200, 100)), restless))
        .containsExactly(new Rectangle(320, 170, 50, 100));
  }

  @Test
  void aTextCursorDoesNotCount() {
    assertThat(Differences.between(with(), with(new Rectangle(47, 100, 2, 20)), NONE)).isEmpty();
    assertThat(Differences.between(with(), with(new Rectangle(47, 100, 9, 20)), NONE)).hasSize(1);
  }

  @Test
  void aClickMindsWhatIsNearOrLargeAndKeysMindEverything() {
    Action click = new Action.Click(300, 300, Button.LEFT, List.of());
    Action press = new Action.Press("Return");
    Rectangle near = new Rectangle(350, 350, 20, 20);
    Rectangle far = new Rectangle(900, 600, 20, 20);
    Rectangle farAndLarge = new Rectangle(900, 600, 150, 90);

    assertThat(Scope.of(click).judge(List.of(far, near), SCREEN)).contains(near.union(far));
    assertThat(Scope.of(click).judge(List.of(far), SCREEN)).isEmpty();
    assertThat(Scope.of(click).judge(List.of(farAndLarge), SCREEN)).contains(farAndLarge);
    assertThat(Scope.of(press).judge(List.of(far), SCREEN)).contains(far);
    assertThat(Scope.of(new Action.Wait(5)).judge(List.of(farAndLarge), SCREEN)).isEmpty();
  }

  @Test
  void aDragMindsEveryPointOfItsPath() {
    Action drag =
        new Action.Drag(List.of(new Point(10, 10), new Point(900, 600)), Button.LEFT, List.of());

    assertThat(Scope.of(drag).judge(List.of(new Rectangle(910, 610, 9, 9)), SCREEN)).isPresent();
    assertThat(Scope.of(drag).judge(List.of(new Rectangle(500, 300, 9, 9)), SCREEN)).isEmpty();
  }

  private static Frame with(Rectangle... boxes) {
    int[] pixels = new int[SCREEN.width() * SCREEN.height()];
    for (Rectangle box : boxes) {
      for (int y = box.y(); y < box.y() + box.height(); y++) {
        for (int x = box.x(); x < box.x() + box.width(); x++) {
          pixels[y * SCREEN.width() + x] = 0xABCDEF;
        }
      }
    }
    return new Frame(1 + boxes.length, SCREEN, pixels);
  }
}
