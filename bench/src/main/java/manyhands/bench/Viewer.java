package manyhands.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import manyhands.desktop.Command;
import manyhands.desktop.DesktopId;

/// People who watch and touch desktops through screen sockets.
final class Viewer implements Bench {

  private static final int WATCHED = 8;
  private static final int KEYS = 150;
  private static final int WARM = 20;
  private static final Duration WATCH = Duration.ofSeconds(10);
  private static final Duration KEY_PATIENCE = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "viewer";
  }

  @Override
  public String what() {
    return "a screen socket: a key sent to its pixels received, pictures of a moving screen, and"
        + " what watching quiet desktops costs";
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (Premises premises = new Premises(lab, WATCHED);
        HttpClient http = HttpClient.newHttpClient()) {
      DesktopId first = premises.desktops.open(null).id();
      rows.add(keys(premises, http, first));
      rows.add(motion(premises, http, first));
      premises.desktops.close(first, "bench");
      rows.add(quiet(premises, http));
    }
    return rows;
  }

  private static Row keys(Premises premises, HttpClient http, DesktopId desktop) throws Exception {
    List<Long> took = new ArrayList<>();
    start(premises, desktop, "setsid -f xterm -fullscreen -e cat >/dev/null 2>&1 </dev/null");
    Thread.sleep(3000);
    try (SocketViewer viewer = new SocketViewer(http, premises.port(), desktop)) {
      Thread.sleep(1000);
      viewer.click(640, 400);
      Thread.sleep(500);
      for (int i = 0; i < WARM + KEYS; i++) {
        long before = viewer.updates.get();
        long began = System.nanoTime();
        viewer.key('a' + i % 26);
        while (viewer.updates.get() == before
            && System.nanoTime() - began < KEY_PATIENCE.toNanos()) {
          Thread.onSpinWait();
        }
        if (i >= WARM) {
          took.add(viewer.lastUpdate() - began);
        }
        Thread.sleep(60);
      }
    }
    return Row.millis(
        "a key in a terminal, to its first pixels at the viewer", took, "40 ms (95 %)");
  }

  private static Row motion(Premises premises, HttpClient http, DesktopId desktop)
      throws Exception {
    start(
        premises,
        desktop,
        "setsid -f xterm -fullscreen -e sh -c 'while :; do date +%N; sleep 0.005; done'"
            + " >/dev/null 2>&1 </dev/null");
    Thread.sleep(3000);
    try (SocketViewer viewer = new SocketViewer(http, premises.port(), desktop)) {
      Thread.sleep(1000);
      long before = viewer.updates.get();
      Thread.sleep(WATCH);
      double rate = (viewer.updates.get() - before) / (double) WATCH.toSeconds();
      return Row.single(
          "pictures a second of a terminal that scrolls all the time",
          String.format(Locale.ROOT, "%.0f", rate),
          "25");
    }
  }

  private static Row quiet(Premises premises, HttpClient http) throws Exception {
    List<SocketViewer> viewers = new ArrayList<>();
    for (int i = 0; i < WATCHED; i++) {
      viewers.add(new SocketViewer(http, premises.port(), premises.desktops.open(null).id()));
    }
    Thread.sleep(5000);
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = system.getProcessCpuTime();
    Thread.sleep(WATCH);
    long used = system.getProcessCpuTime() - before;
    viewers.forEach(SocketViewer::close);
    return Row.single(
        "processor time of the server (and of the viewers, in the same process) while "
            + WATCHED
            + " quiet desktops are watched, of one core",
        String.format(Locale.ROOT, "%.1f %%", 100.0 * used / WATCH.toNanos()),
        "2 %");
  }

  private static void start(Premises premises, DesktopId desktop, String line) {
    var _ =
        premises
            .desktops
            .seat(desktop)
            .desktop()
            .machine()
            .run(Command.shell(line, Duration.ofSeconds(10)));
  }
}
