package manyhands.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import manyhands.desktop.DesktopException.Code;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Machines that were there before the pool.
final class DesktopPoolAdoptionTest {

  private final FakeProvider provider = new FakeProvider();

  @Test
  void aRunningMachineIsAdoptedAndAMissingOneIsNot() {
    provider.start(spec("before"));
    try (DesktopPool pool = pool()) {
      assertThat(adopted(pool, "before").id()).isEqualTo(id("before"));
      assertThat(pool.adopt(id("never"))).isEqualTo(new Adoption.Gone());
      pool.release(id("before"));
      assertThat(provider.stopped).containsExactly(id("before"));
    }
  }

  @Test
  void expectedMachinesAreNotSweptAndHoldTheirPlacesEvenBeyondTheLimit() {
    for (String name : List.of("a", "b", "c", "orphan")) {
      provider.start(spec(name));
    }
    provider.running.get(id("c")).alive = false;
    try (DesktopPool pool = pool()) {
      assertThat(pool.expect(Set.of(id("a"), id("b"), id("c"), id("never"))))
          .containsExactlyInAnyOrder(id("a"), id("b"));
      assertThat(pool.sweep(Set.of())).containsExactlyInAnyOrder(id("c"), id("orphan"));
      assertThat(adopted(pool, "a").id()).isEqualTo(id("a"));
      pool.release(id("a"));
      assertCode(Code.UNAVAILABLE, () -> pool.acquire(spec("d")));
      pool.release(id("b"));
      assertThat(pool.acquire(spec("d")).id()).isEqualTo(id("d"));
    }
    assertThat(provider.running).isEmpty();
  }

  @Test
  void machinesThatCouldNotBeAskedAboutAreNotSwept() {
    provider.start(spec("a"));
    provider.start(spec("orphan"));
    provider.onList =
        () -> {
          throw new DesktopException(Code.UNAVAILABLE, "nobody answers there");
        };
    try (DesktopPool pool = pool()) {
      assertCode(Code.UNAVAILABLE, () -> pool.expect(Set.of(id("a"))));
      provider.onList = () -> {};
      assertThat(pool.sweep(Set.of())).containsExactly(id("orphan"));
      assertThat(adopted(pool, "a").id()).isEqualTo(id("a"));
    }
  }

  @Test
  void aSilentMachineIsTriedForAWhileAndThenKeepsItsPlaceUntilItIsReleased() {
    provider.start(spec("paused"));
    AtomicBoolean paused = new AtomicBoolean(true);
    DesktopOpener opener =
        machine -> {
          if (paused.get()) {
            throw new DesktopException(Code.START_FAILED, "it draws nothing");
          }
          return open(machine);
        };
    DesktopPool.Limits impatient =
        new DesktopPool.Limits(
            1, 0, Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(2));
    try (DesktopPool pool =
        new DesktopPool(provider, opener, impatient, () -> id("warm"), Thread::new)) {
      assertThat(pool.adopt(id("paused"))).isInstanceOf(Adoption.Silent.class);
      assertThat(pool.sweep(Set.of())).isEmpty();
      assertCode(Code.UNAVAILABLE, () -> pool.acquire(spec("b")));
      paused.set(false);
      await()
          .untilAsserted(
              () -> assertThat(pool.adopt(id("paused"))).isInstanceOf(Adoption.Adopted.class));
      pool.release(id("paused"));
      assertThat(provider.running).isEmpty();
    }
  }

  @Test
  void aMachineThatDiesWhileItIsAdoptedIsGone() {
    provider.start(spec("dying"));
    DesktopOpener opener =
        machine -> {
          provider.running.get(machine.id()).alive = false;
          throw new DesktopException(Code.LOST, "the screen closed the connection");
        };
    try (DesktopPool pool = pool(opener)) {
      assertThat(pool.adopt(id("dying"))).isEqualTo(new Adoption.Gone());
      assertThat(provider.stopped).containsExactly(id("dying"));
    }
  }

  @Test
  void anAskerWhoIsInterruptedDuringAnAdoptionStopsNothing() throws Exception {
    provider.start(spec("slow"));
    CountDownLatch opening = new CountDownLatch(1);
    CountDownLatch late = new CountDownLatch(1);
    DesktopOpener opener =
        machine -> {
          opening.countDown();
          awaitStubbornly(late);
          return open(machine);
        };
    DesktopPool pool = pool(opener);
    Thread asker = Thread.ofVirtual().unstarted(() -> pool.adopt(id("slow")));
    AtomicReference<Throwable> failure = new AtomicReference<>();
    asker.setUncaughtExceptionHandler((_, e) -> failure.set(e));
    asker.start();
    opening.await();
    asker.interrupt();
    asker.join();
    assertThat(failure.get())
        .isInstanceOfSatisfying(
            DesktopException.class, e -> assertThat(e.code()).isEqualTo(Code.INTERRUPTED));
    late.countDown();
    assertThat(adopted(pool, "slow").id()).isEqualTo(id("slow"));
    pool.leave();
    assertThat(provider.running).containsOnlyKeys(id("slow"));
  }

  private static Desktop adopted(DesktopPool pool, String name) {
    Adoption adoption = pool.adopt(id(name));
    assertThat(adoption).isInstanceOf(Adoption.Adopted.class);
    return ((Adoption.Adopted) adoption).desktop();
  }

  private DesktopPool pool() {
    return pool(this::open);
  }

  private DesktopPool pool(DesktopOpener opener) {
    return new DesktopPool(
        provider,
        opener,
        new DesktopPool.Limits(
            1, 0, Duration.ofMillis(50), Duration.ofSeconds(60), Duration.ofMillis(1900)),
        () -> id("warm"),
        Thread::new);
  }

  private Desktop open(Machine machine) {
    return new FakeDesktop((FakeMachine) machine);
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

  /// Like a machine that boots on although nobody wants it any more.
  private static void awaitStubbornly(CountDownLatch latch) {
    boolean open = false;
    while (!open) {
      try {
        latch.await();
        open = true;
      } catch (InterruptedException e) {
        open = false;
      }
    }
  }
}
