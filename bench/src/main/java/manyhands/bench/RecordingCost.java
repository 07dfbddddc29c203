package manyhands.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import manyhands.desktop.Point;
import manyhands.desktop.Recordings;
import manyhands.desktop.rfb.RecordingFolder;

/// What recording screens costs the agents and the disk.
final class RecordingCost implements Bench {

  private static final int REDRAWS_SECONDS = 30;

  @Override
  public String name() {
    return "recording";
  }

  @Override
  public String what() {
    return "the step overhead with and without a recording, and a screen that redraws all the time";
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    List<Row> rows = new ArrayList<>();
    StepOverhead.measure(lab, 1, Recordings.NONE);
    for (int agents : new int[] {1, StepOverhead.MANY}) {
      for (boolean on : new boolean[] {false, true, false, true}) {
        rows.addAll(steps(lab, agents, on));
      }
    }
    rows.addAll(redraw(lab, false));
    rows.addAll(redraw(lab, true));
    return rows;
  }

  private static List<Row> steps(Lab lab, int agents, boolean on) throws Exception {
    Path folder = lab.folder("recordings-" + System.nanoTime());
    long cpu = cpu();
    List<Long> steps;
    try (RecordingFolder recordings = recordings(folder, on)) {
      steps = StepOverhead.measure(lab, agents, recordings);
    }
    double seconds = (cpu() - cpu) / 1e9;
    String words = agents + (agents == 1 ? " agent, " : " agents, ") + (on ? "on" : "off");
    return List.of(
        Row.millis("step overhead, recording, " + words, steps, ""),
        Row.single(
            "CPU of all of it; bytes recorded, " + words,
            String.format(Locale.ROOT, "%.2f s; %,d KB", seconds, bytes(folder) / 1000),
            ""));
  }

  private static List<Row> redraw(Lab lab, boolean on) throws Exception {
    Path folder = lab.folder("redraw-" + on);
    try (RecordingFolder recordings = recordings(folder, on);
        Lab.Seated seated = lab.desktop()) {
      recordings.begin(seated.desktop(), "bench");
      Browser.open(seated.desktop(), "redraw.html", new Point(1, 1), 0x23406e);
      long cpu = cpu();
      long frame = Browser.look(seated.desktop()).frame().number();
      Thread.sleep(1000L * REDRAWS_SECONDS);
      long frames = Browser.look(seated.desktop()).frame().number() - frame;
      double seconds = (cpu() - cpu) / 1e9;
      return List.of(
          Row.single(
              "a screen of noise for " + REDRAWS_SECONDS + " s, recording " + (on ? "on" : "off"),
              String.format(
                  Locale.ROOT,
                  "%d updates of the screen, %.2f s CPU, %,d KB",
                  frames,
                  seconds,
                  bytes(folder) / 1000),
              "8 MiB and 64 KiB/s"));
    }
  }

  private static RecordingFolder recordings(Path folder, boolean on) {
    return RecordingFolder.in(folder, on, Thread.ofVirtual().factory(), InstantSource.system());
  }

  private static long bytes(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
