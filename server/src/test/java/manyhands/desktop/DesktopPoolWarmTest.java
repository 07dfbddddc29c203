package manyhands.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.desktop.DesktopException.Code;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Desktops that a pool keeps ready.
final class DesktopPoolWarmTest {

  private final FakeProvider provider = new FakeProvider();
  private final AtomicInteger names = new AtomicInteger();

  @Test
  void whatIsKeptReadyComesBackWhenPlacesAreFreeAgainAndNeverBeyondTheLimit() throws Exception {
    try (DesktopPool pool = pool(3, 2)) {
      pool.warm(spec("like-this"));
      await().until(() -> provider.running.size() == 2);
      for (int round = 0; round < 20; round++) {
        List<DesktopId> claimed = new CopyOnWriteArrayList<>();
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          String name = "r" + round + "-" + i;
          askers.add(Thread.startVirtualThread(() -> claimed.add(pool.acquire(spec(name)).id())));
        }
        for (Thread asker : askers) {
          asker.join();
        }
        assertThat(claimed).hasSize(3).doesNotHaveDuplicates();
        claimed.forEach(pool::release);
      }
      await().until(() -> provider.running.size() == 2);
      assertThat(provider.most()).isLessThanOrEqualTo(3);
    }
    assertThat(provider.running).isEmpty();
  }

  @Test
  void aWarmDesktopThatDiedIsNotHandedOut() {
    try (DesktopPool pool = pool(3, 1)) {
      pool.warm(spec("like-this"));
      await().until(() -> provider.running.containsKey(id("warm-1")));
      provider.running.get(id("warm-1")).alive = false;
      assertThat(pool.acquire(spec("a")).machine().alive()).isTrue();
      await().until(() -> provider.stopped.contains(id("warm-1")));
    }
  }

  @Test
  void aMachineThatCannotBeKeptReadyIsNotTriedWithoutEnd() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    provider.onStart =
        _ -> {
          tries.incrementAndGet();
          throw new DesktopException(Code.START_FAILED, "no memory");
        };
    try (DesktopPool pool = pool(4, 2)) {
      pool.warm(spec("like-this"));
      await().until(() -> tries.get() > 0);
      for (int i = 0; i < 5; i++) {
        assertCode(Code.START_FAILED, () -> pool.acquire(spec("a")));
      }
      Thread.sleep(100);
      assertThat(tries.get()).isLessThanOrEqualTo(2 + 5);
    }
  }

  @Test
  void leavingStopsWhatNobodyHasUsedYet() {
    DesktopPool pool = pool(2, 1);
    pool.acquire(spec("a"));
    pool.warm(spec("like-this"));
    await().until(() -> provider.running.containsKey(id("warm-1")));
    pool.leave();

    assertThat(provider.running).containsOnlyKeys(id("a"));
  }

  private DesktopPool pool(int desktops, int warm) {
    return new DesktopPool(
        provider,
        machine -> new FakeDesktop((FakeMachine) machine),
        new DesktopPool.Limits(
            desktops, warm, Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(2)),
        () -> id("warm-" + names.incrementAndGet()),
        Thread::new);
  }

  private static DesktopId id(String name) {
    return new DesktopId(name);
  }

  private static DesktopSpec spec(String name) {
    return new DesktopSpec(
        id(name),
        new Size(1280, 800),
        DesktopSpec.Network.NONE,
        new DesktopSpec.Limits(1L << 30, 500, 1L << 30));
  }

  private static void assertCode(Code code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(DesktopException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
