package manyhands.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import manyhands.desktop.Command;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopPool;

/// A hundred desktops at once: until the last one is drawn, what they weigh, until all are gone.
final class HundredDesktops implements Bench {

  private static final int DESKTOPS = Integer.getInteger("manyhands.bench.desktops", 100);

  @Override
  public String name() {
    return "hundred-desktops";
  }

  @Override
  public String what() {
    return DESKTOPS + " local desktops asked for at the same time, each with a network of its own";
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    ConcurrentLinkedQueue<Long> starts = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Desktop> desktops = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    Duration patience = Duration.ofMinutes(5);
    DesktopPool pool =
        lab.pool(
            new DesktopPool.Limits(DESKTOPS, 0, patience, patience, patience),
            () -> new DesktopId("warm"));
    long began = System.nanoTime();
    List<Thread> askers = new ArrayList<>();
    for (int i = 0; i < DESKTOPS; i++) {
      String name = "hundred-" + i;
      askers.add(
          Thread.startVirtualThread(() -> {
            try {
              desktops.add(pool.acquire(Lab.spec(name)));
              starts.add(System.nanoTime() - began);
            } catch (RuntimeException e) {
              failures.add(name + ": " + e.getMessage());
            }
          }));
    }
    for (Thread asker : askers) {
      asker.join();
    }
    long all = System.nanoTime() - began;
    failures.forEach(System.err::println);
    Thread.sleep(3000);
    List<Long> weights = desktops.stream().map(HundredDesktops::weight).sorted().toList();
    long ending = System.nanoTime();
    pool.close();
    long ended = System.nanoTime() - ending;
    return List.of(
        Row.millis(desktops.size() + " desktops, the last one drawn", List.of(all), "30 s"),
        Row.millis("one of them, from the moment that all were asked for", List.copyOf(starts), ""),
        Row.single(
            "memory of each without a browser (PSS), middle one",
            weights.get(weights.size() / 2) / 1024 + " MiB",
            "35 MiB"),
        Row.millis("all of them ended", List.of(ended), ""));
  }

  private static long weight(Desktop desktop) {
    var result = desktop.machine().run(Command.shell(ColdStart.WEIGH, Duration.ofSeconds(60)));
    return Long.parseLong(new String(result.stdout(), StandardCharsets.UTF_8).strip());
  }
}
