package manyhands.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import manyhands.desktop.DesktopException.Code;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class DesktopPoolTest {

  private final FakeProvider provider = new FakeProvider();
  private final AtomicInteger names = new AtomicInteger();

  @Test
  void aDesktopIsStartedOpenedAndStopped() {
    try (DesktopPool pool = pool(2, 0)) {
      Desktop desktop = pool.acquire(spec("a"));

      assertThat(desktop.machine()).isSameAs(provider.running.get(id("a")));
      pool.release(id("a"));
      assertThat(provider.running).isEmpty();
      pool.release(id("a"));
    }
  }

  @Test
  void noMoreThanTheLimitRunAndTheRefusalSaysWhatToDo() {
    try (DesktopPool pool = pool(1, 0, Duration.ofMillis(50))) {
      pool.acquire(spec("a"));

      assertCode(Code.UNAVAILABLE, () -> pool.acquire(spec("b")));
      assertThatThrownBy(() -> pool.acquire(spec("b"))).hasMessageContaining("fewer agents");
      pool.release(id("a"));
      assertThat(pool.acquire(spec("b")).id()).isEqualTo(id("b"));
    }
  }

  @Test
  void whoAskedFirstGetsTheFreePlaceFirst() throws Exception {
    try (DesktopPool pool = pool(1, 0)) {
      pool.acquire(spec("first"));
      List<String> served = new CopyOnWriteArrayList<>();
      for (String name : List.of("b", "c", "d")) {
        Thread waiter =
            Thread.startVirtualThread(() -> {
              pool.acquire(spec(name));
              served.add(name);
              pool.release(id(name));
            });
        await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
      }
      pool.release(id("first"));

      await().until(() -> served.size() == 3);
      assertThat(served).containsExactly("b", "c", "d");
    }
  }

  @Test
  void aFailedStartFreesItsPlaceAndKeepsItsCode() {
    provider.onStart =
        spec -> {
          throw new DesktopException(Code.START_FAILED, "no memory for " + spec.id());
        };
    try (DesktopPool pool = pool(1, 0, Duration.ofSeconds(5))) {
      assertThatThrownBy(() -> pool.acquire(spec("a"))).hasMessageContaining("no memory for a");
      assertCode(Code.START_FAILED, () -> pool.acquire(spec("a")));
      provider.onStart = _ -> {};
      pool.acquire(spec("a"));
    }
  }

  @Test
  void aMachineWhoseScreenCannotBeOpenedIsStopped() {
    DesktopOpener broken =
        _ -> {
          throw new DesktopException(Code.PROTOCOL, "that is no screen");
        };
    try (DesktopPool pool =
        new DesktopPool(provider, broken, limits(1, 0, 5000), this::next, Thread::new)) {
      assertCode(Code.PROTOCOL, () -> pool.acquire(spec("a")));
      assertThat(provider.stopped).containsExactly(id("a"));
    }
  }

  @Test
  void aMachineThatArrivesAfterItsAskerWasInterruptedIsStopped() throws Exception {
    CountDownLatch booting = new CountDownLatch(1);
    CountDownLatch late = new CountDownLatch(1);
    provider.onStart =
        _ -> {
          booting.countDown();
          awaitStubbornly(late);
        };
    try (DesktopPool pool = pool(1, 0)) {
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread asker =
          Thread.ofVirtual()
              .uncaughtExceptionHandler((_, e) -> failure.set(e))
              .start(() -> pool.acquire(spec("a")));
      booting.await();
      asker.interrupt();
      asker.join();
      assertThat(failure.get())
          .isInstanceOfSatisfying(
              DesktopException.class, e -> assertThat(e.code()).isEqualTo(Code.INTERRUPTED));
      assertThat(provider.stopped).isEmpty();

      late.countDown();
      await().until(() -> provider.stopped.contains(id("a")));
      assertThat(provider.running).isEmpty();
      provider.onStart = _ -> {};
      assertThat(pool.acquire(spec("b")).id()).isEqualTo(id("b"));
      assertThat(provider.most()).isEqualTo(1);
    }
  }

  @Test
  void aMachineThatComesUpTooLateIsStoppedAndHoldsItsPlaceUntilThen() {
    CountDownLatch late = new CountDownLatch(1);
    provider.onStart = _ -> awaitStubbornly(late);
    Limits tight = new Limits(Duration.ofMillis(100), Duration.ofMillis(100));
    try (DesktopPool pool = pool(1, tight)) {
      assertCode(Code.START_FAILED, () -> pool.acquire(spec("a")));
      assertCode(Code.UNAVAILABLE, () -> pool.acquire(spec("b")));
      late.countDown();
      await().until(() -> provider.stopped.contains(id("a")));
    }
  }

  @Test
  void warmDesktopsAreReadyAndReplaced() {
    try (DesktopPool pool = pool(3, 1)) {
      pool.warm(spec("like-this"));
      await().until(() -> provider.running.containsKey(id("warm-1")));
      await()
          .untilAsserted(
              () -> assertThat(pool.acquire(spec("a")).id().value()).startsWith("warm-"));
      await().until(() -> provider.running.size() >= 2);
    }
  }

  @Test
  void aWarmDesktopMakesPlaceForOneOfAnotherSize() {
    try (DesktopPool pool = pool(1, 1, Duration.ofSeconds(5))) {
      pool.warm(spec("like-this"));
      await().until(() -> provider.running.containsKey(id("warm-1")));
      DesktopSpec small =
          new DesktopSpec(
              id("small"), new Size(640, 480), DesktopSpec.Network.NONE, spec("a").limits());

      await()
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(pool.acquire(small).id()).isEqualTo(id("small")));
      assertThat(provider.most()).isEqualTo(1);
    }
  }

  @Test
  void orphansAreSweptAndTheLivingAreLeftAlone() {
    provider.start(spec("orphan"));
    provider.start(spec("alive"));
    try (DesktopPool pool = pool(2, 0)) {
      pool.acquire(spec("ours"));

      assertThat(pool.sweep(Set.of(id("alive")))).containsExactly(id("orphan"));
      assertThat(provider.running).containsOnlyKeys(id("alive"), id("ours"));
    }
  }

  @Test
  void aMachineThatCannotBeStoppedKeepsItsPlaceUntilTheSweepStopsIt() {
    try (DesktopPool pool = pool(1, 0, Duration.ofMillis(50))) {
      pool.acquire(spec("a"));
      provider.onStop =
          _ -> {
            throw new DesktopException(Code.TIMEOUT, "stuck");
          };
      pool.release(id("a"));
      assertCode(Code.UNAVAILABLE, () -> pool.acquire(spec("b")));

      provider.onStop = _ -> {};
      assertThat(pool.sweep(Set.of())).containsExactly(id("a"));
      pool.acquire(spec("b"));
    }
  }

  @Test
  void leavingKeepsTheMachines() {
    DesktopPool pool = pool(2, 0);
    Desktop desktop = pool.acquire(spec("a"));
    pool.leave();

    assertThat(provider.stopped).isEmpty();
    assertThatThrownBy(() -> desktop.perform(new Action.Wait(1)))
        .isInstanceOf(DesktopException.class);
    assertCode(Code.CLOSED, () -> pool.acquire(spec("b")));
  }

  @Test
  void closingStopsEverythingAtOnceAlsoWhatIsStillBooting() throws Exception {
    DesktopPool pool = pool(5, 0);
    for (String name : List.of("a", "b", "c", "d")) {
      pool.acquire(spec(name));
    }
    CountDownLatch booting = new CountDownLatch(1);
    provider.onStart =
        _ -> {
          booting.countDown();
          sleep(Duration.ofSeconds(30));
        };
    Thread asker = Thread.ofVirtual().unstarted(() -> pool.acquire(spec("e")));
    asker.setUncaughtExceptionHandler((_, _) -> {});
    asker.start();
    booting.await();
    // Four stops of 0.7 s would take longer than closing may, one after the other.
    provider.onStop = _ -> sleep(Duration.ofMillis(700));
    pool.close();

    assertThat(provider.running).isEmpty();
    asker.join();
    assertThat(provider.running).isEmpty();
  }

  @Test
  void nothingLeaksWhateverIsInterruptedWhen() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    provider.onStart = _ -> sleep(Duration.ofMillis(random.nextInt(5)));
    try (DesktopPool pool = pool(3, 0)) {
      List<Thread> askers = new CopyOnWriteArrayList<>();
      for (int i = 0; i < 200; i++) {
        String name = "d" + i;
        Thread asker =
            Thread.ofVirtual()
                .unstarted(() -> {
                  pool.acquire(spec(name));
                  pool.release(id(name));
                });
        asker.setUncaughtExceptionHandler((_, _) -> {});
        asker.start();
        askers.add(asker);
        Thread.sleep(random.nextInt(3));
        if (random.nextBoolean()) {
          askers.get(random.nextInt(askers.size())).interrupt();
        }
      }
      for (Thread asker : askers) {
        asker.join();
      }
      await("seed " + seed).until(provider.running::isEmpty);
      for (String name : List.of("x", "y", "z")) {
        pool.acquire(spec(name));
      }
      assertThat(provider.most()).as("seed " + seed).isEqualTo(3);
    }
  }

  private record Limits(Duration place, Duration boot) {}

  private DesktopPool pool(int desktops, int warm) {
    return pool(desktops, warm, Duration.ofSeconds(30));
  }

  private DesktopPool pool(int desktops, int warm, Duration place) {
    return new DesktopPool(
        provider, this::open, limits(desktops, warm, place.toMillis()), this::next, Thread::new);
  }

  private DesktopPool pool(int desktops, Limits tight) {
    return new DesktopPool(
        provider,
        this::open,
        new DesktopPool.Limits(desktops, 0, tight.place, tight.boot, Duration.ofSeconds(2)),
        this::next,
        Thread::new);
  }

  private static DesktopPool.Limits limits(int desktops, int warm, long placeMillis) {
    return new DesktopPool.Limits(
        desktops,
        warm,
        Duration.ofMillis(placeMillis),
        Duration.ofSeconds(60),
        Duration.ofMillis(1900));
  }

  private Desktop open(Machine machine) {
    return new FakeDesktop((FakeMachine) machine);
  }

  private DesktopId next() {
    return id("warm-" + names.incrementAndGet());
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

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new DesktopException(Code.START_FAILED, "interrupted", e);
    }
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
