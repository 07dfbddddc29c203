package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.desktop.Capture;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopId;
import manyhands.desktop.FakeMachine;
import manyhands.desktop.ImageFormat;
import manyhands.desktop.Point;
import manyhands.desktop.Screenshot;
import manyhands.desktop.Size;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is clicked in a picture is clicked on the screen: `xev` says where. The screen is small, so
/// that its whole edge is clicked in seconds.
final class EveryPixelTest {

  private static final Pattern PRESS =
      Pattern.compile("ButtonPress event.*\\n.*\\n?.*root:\\((\\d+),(\\d+)\\)");

  @ParameterizedTest
  @CsvSource({"320, 200", "200, 200"})
  void everyPixelOfTheEdgeIsClickedWhereItWasSeen(int width, int height) {
    try (XvncFixture xvnc = XvncFixture.start("-geometry", "320x200", "-depth", "24");
        RfbDesktops opener = RfbDesktops.atFirstFrame(Thread.ofVirtual().factory());
        Desktop desktop = opener.open(new FakeMachine(new DesktopId("small"), xvnc.screen()))) {
      xvnc.start(
          List.of(
              "stdbuf", "-oL", "xev", "-bw", "0", "-geometry", "320x200+0+0", "-event", "button"));
      Awaitility.await().until(() -> xvnc.log().contains("Outer window"));
      awaitFirstClick(xvnc, desktop);
      // Where no pixel of the edge is: the last of the first clicks.
      desktop.perform(new Action.Click(5, 5, Button.LEFT, List.of()));
      Awaitility.await().until(() -> clicks(xvnc).contains(new Point(5, 5)));
      int before = clicks(xvnc).size();

      Screenshot shot =
          desktop.look(new Capture(ImageFormat.PNG, new Size(width, height))).screenshot();
      List<Point> expected = edge(shot.size()).stream().map(shot::toScreen).toList();
      for (Point target : expected) {
        desktop.perform(new Action.Click(target.x(), target.y(), Button.LEFT, List.of()));
      }
      Awaitility.await().until(() -> clicks(xvnc).size() >= before + expected.size());
      List<Point> clicked = clicks(xvnc);
      assertThat(clicked.subList(before, clicked.size())).isEqualTo(expected);
      assertThat(clicked)
          .contains(new Point(0, 0), new Point(319, 0), new Point(0, 199), new Point(319, 199));
    }
  }

  private static void awaitFirstClick(XvncFixture xvnc, Desktop desktop) {
    Awaitility.await()
        .until(() -> {
          desktop.perform(new Action.Click(160, 100, Button.LEFT, List.of()));
          return !clicks(xvnc).isEmpty();
        });
  }

  private static List<Point> clicks(XvncFixture xvnc) {
    return PRESS
        .matcher(xvnc.log())
        .results()
        .map(one -> new Point(Integer.parseInt(one.group(1)), Integer.parseInt(one.group(2))))
        .toList();
  }

  private static List<Point> edge(Size size) {
    List<Point> edge = new ArrayList<>();
    for (int x = 0; x < size.width(); x++) {
      edge.add(new Point(x, 0));
      edge.add(new Point(x, size.height() - 1));
    }
    for (int y = 1; y < size.height() - 1; y++) {
      edge.add(new Point(0, y));
      edge.add(new Point(size.width() - 1, y));
    }
    return edge;
  }
}
