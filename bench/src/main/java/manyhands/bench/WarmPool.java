package manyhands.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopPool;

/// How long a claim takes when a desktop was kept ready.
final class WarmPool implements Bench {

  private static final int WARM = 2;
  private static final int CLAIMS = 40;

  @Override
  public String name() {
    return "warm-pool";
  }

  @Override
  public String what() {
    return "a desktop claimed from the pool, while its replacement boots";
  }

  @Override
  public List<Row> run(Lab lab) throws Exception {
    AtomicInteger ids = new AtomicInteger();
    DesktopPool.Limits usual = DesktopPool.Limits.USUAL;
    List<Long> claims = new ArrayList<>();
    try (DesktopPool pool =
        lab.pool(
            new DesktopPool.Limits(4, WARM, usual.place(), usual.boot(), usual.close()),
            () -> new DesktopId("warm-" + ids.incrementAndGet()))) {
      pool.warm(Lab.spec("like"));
      for (int i = 0; i < CLAIMS; i++) {
        awaitReady(pool);
        long began = System.nanoTime();
        Desktop desktop = pool.acquire(Lab.spec("cold-" + i));
        long took = System.nanoTime() - began;
        if (desktop.id().value().startsWith("warm-")) {
          claims.add(took);
        }
        pool.release(desktop.id());
      }
    }
    return List.of(Row.millis("claim of a warm desktop", claims, "p95 50 ms"));
  }

  private static void awaitReady(DesktopPool pool) throws InterruptedException {
    while (pool.ready() == 0) {
      Thread.sleep(Duration.ofMillis(5));
    }
  }
}
