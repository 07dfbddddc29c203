package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import manyhands.desktop.Action;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopId;
import manyhands.desktop.FakeMachine;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A real screen that is paused as a whole, and one that is killed, while somebody acts on it.
final class PausedDesktopTest {

  /// How long a paused machine must be able to stay away without being lost.
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final XvncFixture xvnc = XvncFixture.start();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  @AfterEach
  void end() {
    xvnc.close();
  }

  @Test
  void aPausedDesktopTimesActionsOutAndGoesOnWhenItComesBack() throws Exception {
    try (Desktop desktop = open()) {
      desktop.perform(new Action.Move(10, 10));
      long before = alive();
      long paused = System.nanoTime();
      signal("STOP");
      assertCode(Code.TIMEOUT, () -> desktop.perform(new Action.Move(20, 20)));
      assertCode(Code.TIMEOUT, () -> desktop.perform(new Action.Press("a")));
      Thread.sleep(PAUSE.minusNanos(System.nanoTime() - paused));
      signal("CONT");
      // The answers to what timed out come late and are nobody's any more.
      desktop.perform(new Action.Move(30, 40));
      assertThat(desktop.size().width()).isPositive();
      Awaitility.await().untilAsserted(() -> assertThat(alive()).isEqualTo(before));
    }
  }

  @Test
  void aDesktopThatIsKilledInTheMiddleOfAnActionIsLost() throws Exception {
    Desktop desktop = open();
    CountDownLatch began = new CountDownLatch(1);
    AtomicReference<Throwable> outcome = new AtomicReference<>();
    Thread acting =
        Thread.ofVirtual()
            .unstarted(() -> {
              began.countDown();
              desktop.perform(new Action.Hold("a", 60_000));
            });
    acting.setUncaughtExceptionHandler((_, e) -> outcome.set(e));
    acting.start();
    began.await();
    Thread.sleep(200);
    xvnc.server().destroyForcibly();

    assertThat(acting.join(Duration.ofSeconds(20))).isTrue();
    assertThat(outcome.get())
        .isInstanceOfSatisfying(
            DesktopException.class, e -> assertThat(e.code()).isEqualTo(Code.LOST));
    desktop.close();
    Awaitility.await().untilAsserted(() -> assertThat(alive()).isZero());
  }

  private Desktop open() {
    ThreadFactory counted =
        body -> {
          Thread thread = Thread.ofVirtual().unstarted(body);
          threads.add(thread);
          return thread;
        };
    FakeMachine machine = new FakeMachine(new DesktopId("d-1"), xvnc.screen());
    return RfbDesktops.atFirstFrame(counted).open(machine);
  }

  private long alive() {
    return threads.stream().filter(Thread::isAlive).count();
  }

  private void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, "" + xvnc.server().pid()).start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private static void assertCode(Code code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(DesktopException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
