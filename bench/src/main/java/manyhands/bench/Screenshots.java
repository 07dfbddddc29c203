package manyhands.bench;

import java.util.ArrayList;
import java.util.List;
import manyhands.desktop.Capture;
import manyhands.desktop.ImageFormat;
import manyhands.desktop.Point;

/// How long a look takes, from the live framebuffer to encoded bytes.
final class Screenshots implements Bench {

  private static final int WARM = 60;
  private static final int LOOKS = 200;

  @Override
  public String name() {
    return "screenshot";
  }

  @Override
  public String what() {
    return "encoded picture of the live 1280x800 screen with a page of pictures on it";
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (Lab.Seated seated = lab.desktop()) {
      Browser.open(seated.desktop(), "click.html", new Point(1, 1), 0x23406e);
      for (ImageFormat format : ImageFormat.values()) {
        Capture capture = new Capture(format, seated.desktop().size());
        List<Long> looks = new ArrayList<>();
        int bytes = 0;
        for (int i = 0; i < WARM + LOOKS; i++) {
          long began = System.nanoTime();
          bytes = seated.desktop().look(capture).screenshot().bytes().length;
          if (i >= WARM) {
            looks.add(System.nanoTime() - began);
          }
        }
        rows.add(
            Row.millis(
                "screenshot, " + format + ", " + bytes / 1024 + " KiB",
                looks,
                format == ImageFormat.PNG ? "p50 12 ms" : "p50 4 ms"));
      }
    }
    return rows;
  }
}
