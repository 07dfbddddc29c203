package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.desktop.Action;
import manyhands.desktop.Button;
import manyhands.desktop.Capture;
import manyhands.desktop.Comparison;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopId;
import manyhands.desktop.FakeMachine;
import manyhands.desktop.Frame;
import manyhands.desktop.ImageFormat;
import manyhands.desktop.Look;
import manyhands.desktop.Patience;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Settled;
import manyhands.desktop.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// On a real Xvnc.
final class RfbDesktopTest {

  private static final Capture CAPTURE = new Capture(ImageFormat.PNG, new Size(1280, 800));
  private static final Action CLICK = new Action.Click(200, 150, Button.LEFT, List.of());
  private static final Action KEY = new Action.Press("x");
  private static final Patience PATIENCE =
      new Patience(Duration.ofMillis(300), Duration.ofMillis(120), Duration.ofSeconds(2));

  private static final Rectangle NOWHERE = new Rectangle(0, 0, 0, 0);

  private final XvncFixture xvnc = XvncFixture.start();
  private final RfbDesktops opener = RfbDesktops.atFirstFrame(Thread.ofVirtual().factory());

  @AfterEach
  void stop() {
    opener.close();
    xvnc.close();
  }

  @Test
  void aDesktopThatNeverDrawsIsNotOpened() {
    xvnc.run("xsetroot", "-solid", "#123456");
    try (RfbDesktops patient =
        RfbDesktops.whenDrawn(Duration.ofSeconds(1), Thread.ofVirtual().factory())) {
      assertThatThrownBy(() -> patient.open(machine()))
          .hasMessageContaining("drew nothing within 1 s")
          .isInstanceOfSatisfying(
              DesktopException.class, e -> assertThat(e.code()).isEqualTo(Code.START_FAILED));
    }
  }

  @Test
  void aDesktopIsOpenAsSoonAsSomethingIsDrawn() throws Exception {
    xvnc.run("xsetroot", "-solid", "#123456");
    try (RfbDesktops patient =
        RfbDesktops.whenDrawn(Duration.ofSeconds(30), Thread.ofVirtual().factory())) {
      FutureTask<Desktop> opening = new FutureTask<>(() -> patient.open(machine()));
      Thread.startVirtualThread(opening);
      Thread.sleep(300);
      assertThat(opening.isDone()).isFalse();
      draw(new Rectangle(100, 100, 300, 200));
      try (Desktop desktop = opening.get(20, TimeUnit.SECONDS)) {
        assertThat(desktop.look(CAPTURE).screenshot().size()).isEqualTo(new Size(1280, 800));
      }
    }
  }

  @Test
  void afterTheScreenIsGoneEveryCallFailsTheSameWay() {
    try (Desktop desktop = opener.open(machine())) {
      Frame seen = desktop.look(CAPTURE).frame();
      Patience forever =
          new Patience(Duration.ofMinutes(5), Duration.ofMillis(120), Duration.ofMinutes(5));
      Thread.startVirtualThread(() -> {
        pause(200);
        xvnc.server().destroyForcibly();
      });

      assertCode(Code.LOST, () -> desktop.settle(forever));
      assertCode(Code.LOST, () -> desktop.look(CAPTURE));
      assertCode(Code.LOST, () -> desktop.perform(CLICK));
      assertCode(Code.LOST, () -> desktop.settle(PATIENCE));
      assertCode(Code.LOST, () -> desktop.compare(seen, KEY));
      desktop.release();
    }
  }

  @Test
  void aClosedDesktopSaysSo() {
    Desktop desktop = opener.open(machine());
    desktop.close();
    desktop.close();

    assertCode(Code.CLOSED, () -> desktop.look(CAPTURE));
    assertCode(Code.CLOSED, () -> desktop.perform(CLICK));
  }

  @Test
  void anInterruptEndsAWaitAndLeavesTheDesktopWell() throws Exception {
    try (Desktop desktop = opener.open(machine())) {
      Patience forever =
          new Patience(Duration.ofMinutes(5), Duration.ofMillis(120), Duration.ofMinutes(5));
      for (ThrowingCallable wait :
          List.<ThrowingCallable>of(
              () -> desktop.settle(forever), () -> desktop.perform(new Action.Wait(60_000)))) {
        FutureTask<Boolean> waiting =
            new FutureTask<>(() -> {
              assertCode(Code.INTERRUPTED, wait);
              return Thread.currentThread().isInterrupted();
            });
        Thread thread = Thread.startVirtualThread(waiting);
        pause(200);
        thread.interrupt();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
      }
      desktop.perform(CLICK);
    }
  }

  @Test
  void settlingReportsWhatWasDrawn() {
    draw(NOWHERE);
    try (Desktop desktop = opener.open(machine())) {
      desktop.perform(new Action.Move(5, 5));
      draw(new Rectangle(100, 50, 300, 200));
      Settled settled =
          desktop.settle(
              new Patience(Duration.ofSeconds(10), Duration.ofMillis(300), Duration.ofSeconds(20)));

      assertThat(settled.quiet()).isTrue();
      assertThat(settled.changed()).isEqualTo(new Rectangle(100, 50, 300, 200));
    }
  }

  @Test
  void whatIsDrawnAfterTheWaitForAQuietScreenIsInThePicture() {
    draw(NOWHERE);
    try (Desktop desktop = opener.open(machine())) {
      Look first = desktop.look(CAPTURE);
      desktop.perform(new Action.Move(600, 400));
      desktop.settle(PATIENCE);
      Look quiet = desktop.look(CAPTURE);
      assertThat(quiet.frame()).isSameAs(first.frame());
      draw(new Rectangle(150, 100, 30, 20));
      Awaitility.await()
          .untilAsserted(() ->
              assertThat(desktop.compare(quiet.frame(), KEY))
                  .isInstanceOf(Comparison.Changed.class));

      Look later = desktop.look(CAPTURE);
      assertThat(later.screenshot().bytes()).isNotEqualTo(quiet.screenshot().bytes());
      assertThat(later.frame().pixels()[110 * 1280 + 160] & 0xffffff).isEqualTo(0xffffff);
    }
  }

  @Test
  void whoPreparesForAQuietScreenIsToldOnceInAWait() throws Exception {
    try (Desktop desktop = opener.open(machine())) {
      Watcher watcher = new Watcher(((RfbDesktop) desktop).client().framebuffer());
      AtomicInteger told = new AtomicInteger();
      // On a slow machine a wait may be over before there is time to tell.
      for (int waits = 1; told.get() == 0; waits++) {
        assertThat(waits).isLessThan(100);
        watcher.touched();
        watcher.settle(PATIENCE, told::incrementAndGet);
      }
      assertThat(told).hasValue(1);
    }
  }

  @Test
  void drawingTheSameAgainIsNoChange() {
    xvnc.run("xsetroot", "-solid", "#224466");
    try (Desktop desktop = opener.open(machine())) {
      Look before = desktop.look(CAPTURE);
      desktop.perform(new Action.Move(600, 400));
      for (int i = 0; i < 3; i++) {
        xvnc.run("xsetroot", "-solid", "#224466");
        xvnc.run("xrefresh");
      }
      Settled settled = desktop.settle(PATIENCE);

      assertThat(desktop.compare(before.frame(), KEY)).isEqualTo(new Comparison.Same());
      assertThat(settled.quiet()).isTrue();
    }
  }

  @Test
  void aChangeIsSeenWhereItIsAndForgivenWhenItIsUndone() {
    draw(NOWHERE);
    try (Desktop desktop = opener.open(machine())) {
      desktop.perform(new Action.Move(1200, 700));
      Frame seen = desktop.look(CAPTURE).frame();
      draw(new Rectangle(150, 100, 30, 20));
      Awaitility.await()
          .untilAsserted(() ->
              assertThat(desktop.compare(seen, CLICK)).isInstanceOf(Comparison.Changed.class));
      assertThat(desktop.compare(seen, new Action.Click(900, 600, Button.LEFT, List.of())))
          .isEqualTo(new Comparison.Same());
      assertThat(((Comparison.Changed) desktop.compare(seen, KEY)).where())
          .isEqualTo(new Rectangle(150, 100, 30, 20));
      assertThat(desktop.compare(seen, new Action.Wait(5))).isEqualTo(new Comparison.Same());
      draw(NOWHERE);
      Awaitility.await()
          .untilAsserted(
              () -> assertThat(desktop.compare(seen, KEY)).isEqualTo(new Comparison.Same()));
    }
  }

  @Test
  void anotherSizeIsAnotherScreen() {
    try (Desktop desktop = opener.open(machine())) {
      Frame seen = desktop.look(CAPTURE).frame();
      xvnc.run("xrandr", "--size", "1024x768");
      Awaitility.await().until(() -> desktop.size().equals(new Size(1024, 768)));

      assertThat(desktop.compare(seen, CLICK))
          .isEqualTo(new Comparison.Changed(new Rectangle(0, 0, 1024, 768)));
      assertThat(desktop.look(CAPTURE).screenshot().screen()).isEqualTo(new Size(1024, 768));
      desktop.perform(CLICK);
      desktop.settle(PATIENCE);
    }
  }

  /// Draws a white rectangle, or none, on an otherwise plain screen.
  private void draw(Rectangle box) {
    int[] pixels = new int[1280 * 800];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = box.contains(i % 1280, i / 1280) ? 0xffffff : 0x224466;
    }
    xvnc.draw(pixels);
  }

  private FakeMachine machine() {
    return new FakeMachine(new DesktopId("real"), xvnc.screen());
  }

  private static void assertCode(Code code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(DesktopException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
