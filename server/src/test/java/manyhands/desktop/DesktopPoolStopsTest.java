package manyhands.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import manyhands.desktop.DesktopException.Code;
import org.junit.jupiter.api.Test;

/// Waiting for machines that are on their way out.
final class DesktopPoolStopsTest {

  private static final DesktopId ID = new DesktopId("a");

  private final FakeProvider provider = new FakeProvider();

  @Test
  void machinesThatAreBeingStoppedCanBeAwaited() throws Exception {
    CountDownLatch stop = new CountDownLatch(1);
    provider.onStop = _ -> awaitStubbornly(stop);
    try (DesktopPool pool = pool()) {
      pool.acquire(spec());
      assertThat(pool.awaitStops(Duration.ZERO)).isTrue();

      Thread releaser = Thread.startVirtualThread(() -> pool.release(ID));
      await().until(() -> !pool.awaitStops(Duration.ofMillis(1)));
      stop.countDown();

      assertThat(pool.awaitStops(Duration.ofSeconds(20))).isTrue();
      assertThat(provider.running).isEmpty();
      releaser.join();
    }
  }

  @Test
  void aBootThatNobodyWantsAnyMoreCanBeAwaited() throws Exception {
    CountDownLatch booting = new CountDownLatch(1);
    CountDownLatch late = new CountDownLatch(1);
    provider.onStart =
        _ -> {
          booting.countDown();
          awaitStubbornly(late);
        };
    try (DesktopPool pool = pool()) {
      Thread asker =
          Thread.ofVirtual()
              .uncaughtExceptionHandler((_, _) -> {})
              .start(() -> pool.acquire(spec()));
      booting.await();
      assertThat(pool.awaitStops(Duration.ZERO)).isTrue();
      asker.interrupt();
      asker.join();

      assertThat(pool.awaitStops(Duration.ofMillis(1))).isFalse();
      late.countDown();

      assertThat(pool.awaitStops(Duration.ofSeconds(20))).isTrue();
      assertThat(provider.running).isEmpty();
    }
  }

  @Test
  void aMachineThatCannotBeStoppedIsNotWaitedFor() {
    provider.onStop =
        _ -> {
          throw new DesktopException(Code.TIMEOUT, "it stays");
        };
    try (DesktopPool pool = pool()) {
      pool.acquire(spec());
      pool.release(ID);

      assertThat(pool.awaitStops(Duration.ofDays(1))).isTrue();
    }
  }

  private DesktopPool pool() {
    Duration patience = Duration.ofSeconds(5);
    return new DesktopPool(
        provider,
        machine -> new FakeDesktop((FakeMachine) machine),
        new DesktopPool.Limits(1, 0, patience, patience, patience),
        () -> new DesktopId("warm"),
        Thread.ofVirtual().factory());
  }

  private static DesktopSpec spec() {
    return new DesktopSpec(
        ID, FakeDesktop.SIZE, DesktopSpec.Network.NONE, new DesktopSpec.Limits(1, 1, 1));
  }

  private static void awaitStubbornly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException _) {
        // As a provider that cannot be interrupted.
      }
    }
  }
}
