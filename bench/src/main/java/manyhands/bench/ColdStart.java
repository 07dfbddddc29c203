package manyhands.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import manyhands.desktop.Command;

/// How long a desktop takes from nothing, and what it weighs.
final class ColdStart implements Bench {

  private static final int WARM = 3;
  private static final int STARTS = 20;

  /// Every process inside, without those that ask.
  static final String WEIGH =
      "for p in /proc/[0-9]*; do case $(cat $p/comm) in sh|awk|cat|timeout) continue;; esac;"
          + " awk '/^Pss:/{print $2}' $p/smaps_rollup 2>/dev/null; done | awk '{s+=$1} END {print s}'";

  @Override
  public String name() {
    return "desktop-start";
  }

  @Override
  public String what() {
    return "a local desktop from nothing: request to first frame with the panel drawn";
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    List<Long> starts = new ArrayList<>();
    List<Long> stops = new ArrayList<>();
    String weight = "";
    for (int i = 0; i < WARM + STARTS; i++) {
      long began = System.nanoTime();
      Lab.Seated seated = lab.desktop();
      long up = System.nanoTime();
      if (i == WARM) {
        Thread.sleep(1000);
        weight = weigh(seated);
      }
      long ending = System.nanoTime();
      seated.close();
      if (i >= WARM) {
        starts.add(up - began);
        stops.add(System.nanoTime() - ending);
      }
    }
    return List.of(
        Row.millis("cold local desktop", starts, "p50 250 ms, p95 600 ms"),
        Row.millis("ending one, nothing left behind", stops, ""),
        Row.single("memory of a desktop without a browser (PSS)", weight, "35 MiB"));
  }

  private static String weigh(Lab.Seated seated) {
    var result = seated.desktop().machine().run(Command.shell(WEIGH, Duration.ofSeconds(10)));
    String kib = new String(result.stdout(), StandardCharsets.UTF_8).strip();
    return Long.parseLong(kib) / 1024 + " MiB";
  }
}
