package manyhands.bench;

import java.util.ArrayList;
import java.util.List;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.desktop.Comparison;
import manyhands.desktop.Desktop;
import manyhands.desktop.Frame;
import manyhands.desktop.Look;
import manyhands.desktop.Point;

/// Whether anything is ever done on a screen that is no longer what was seen: the page changes some
/// time after a click, the model answers after a second with the next click.
final class Stale implements Bench {

  private static final int TRIES = 17;
  private static final int MODEL_MILLIS = 1000;
  private static final int LOOKS_PER_STEP = 3;
  private static final Point BUTTON = new Point(280, 150);
  private static final Point BOX = new Point(310, 170);

  @Override
  public String name() {
    return "stale";
  }

  @Override
  public String what() {
    return "actions performed on a stale look; pages change 0, 300, 800 ms after a click, with and"
        + " without hover styles; the model answers after 1 s";
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int delay : new int[] {0, 300, 800}) {
      for (int hover = 0; hover < 2; hover++) {
        try (Lab.Seated seated = lab.desktop()) {
          String page = "stale.html#" + delay + "," + hover;
          Browser.open(seated.desktop(), page, new Point(600, 400), 0x808080);
          rows.add(count(seated.desktop(), delay, hover == 1));
        }
      }
    }
    return rows;
  }

  private static Row count(Desktop desktop, int delay, boolean hover) throws InterruptedException {
    int stale = 0;
    int caught = 0;
    int acted = 0;
    Look seen = Browser.look(desktop);
    for (int i = 0; i < TRIES; i++) {
      Action click = new Action.Click(BUTTON.x(), BUTTON.y(), Button.LEFT, List.of());
      for (int look = 0; look < LOOKS_PER_STEP; look++) {
        Thread.sleep(MODEL_MILLIS);
        if (desktop.compare(seen.frame(), click) instanceof Comparison.Same) {
          break;
        }
        caught++;
        seen = Browser.look(desktop);
      }
      if (colour(seen.frame()) != Browser.colourAt(desktop, BOX)) {
        stale++;
      }
      acted++;
      desktop.perform(click);
      desktop.settle(Browser.PATIENCE);
      seen = Browser.look(desktop);
    }
    return new Row(
        "stale actions, page changes after %d ms%s".formatted(delay, hover ? ", hover style" : ""),
        stale + " performed",
        caught + " caught",
        "" + acted,
        "0 performed");
  }

  private static int colour(Frame frame) {
    return frame.pixels()[BOX.y() * frame.size().width() + BOX.x()];
  }
}
