package manyhands.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.desktop.Capture;
import manyhands.desktop.Desktop;
import manyhands.desktop.ImageFormat;
import manyhands.desktop.Point;

/// The step that every peer was measured by.
final class ClickStep implements Bench {

  private static final int WARM = 30;
  private static final int STEPS = 100;
  private static final Point BUTTON = new Point(640, 612);

  @Override
  public String name() {
    return "click-step";
  }

  @Override
  public String what() {
    return "click on a static page in Chromium, settle, encoded screenshot in hand";
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (Lab.Seated seated = lab.desktop()) {
      Browser.open(seated.desktop(), "click.html", new Point(1, 1), 0x23406e);
      measure(seated.desktop(), ImageFormat.JPEG, WARM, new ArrayList<>());
      measure(seated.desktop(), ImageFormat.PNG, WARM, new ArrayList<>());
      for (ImageFormat format : ImageFormat.values()) {
        List<Long> steps = new ArrayList<>();
        long before = cpu();
        measure(seated.desktop(), format, STEPS, steps);
        double seconds = (cpu() - before) / 1e9;
        rows.add(Row.millis("click step, " + format, steps, "p50 180 ms, p95 250 ms"));
        rows.add(
            Row.single(
                "CPU of 100 click steps, ours alone, " + format,
                String.format(Locale.ROOT, "%.2f s", seconds),
                "2.5 s"));
      }
    }
    return rows;
  }

  private static void measure(Desktop desktop, ImageFormat format, int steps, List<Long> into)
      throws InterruptedException {
    for (int i = 0; i < steps; i++) {
      Thread.sleep(50);
      long began = System.nanoTime();
      desktop.perform(new Action.Click(BUTTON.x(), BUTTON.y(), Button.LEFT, List.of()));
      desktop.settle(Browser.PATIENCE);
      desktop.look(new Capture(format, desktop.size()));
      into.add(System.nanoTime() - began);
    }
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
