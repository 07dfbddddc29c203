package manyhands.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Times are milliseconds here; the tile changes first at 0, after a touch at -1000.
final class PulseTest {

  private final Pulse pulse = new Pulse(0);
  private long touched = nanos(-1000);

  @Test
  void aChangeThatHappensOnceIsNoRestlessness() {
    for (int time = 0; time < 5000; time += 10) {
      assertRestless(time, false);
    }
  }

  @Test
  void anAnswerInStepsIsNoRestlessness() {
    changedAt(300, 800, 1500, 1900, 2900);

    for (int time = 2900; time < 6000; time += 10) {
      assertRestless(time, false);
    }
  }

  @Test
  void aTransitionIsNoRestlessness() {
    for (int time = 16; time < 900; time += 16) {
      changedAt(time);
      assertRestless(time, false);
    }
  }

  @Test
  void videoIsLearnedInLittleMoreThanASecondAndForgottenSoonAfterItStops() {
    for (int time = 33; time < 1500; time += 33) {
      changedAt(time);
    }
    assertRestless(1500, true);
    assertRestless(1850, true);
    assertRestless(1950, false);
  }

  @Test
  void aClockIsLearnedAfterThreeTicksAndForgottenAfterItStops() {
    Random jitter = new Random(7);
    for (int tick = 1; tick <= 6; tick++) {
      int time = tick * 1000 + jitter.nextInt(40);
      assertRestless(time - 1, tick > 2);
      changedAt(time);
      assertRestless(time + 1, tick >= 2);
    }
    assertRestless(7300, true);
    assertRestless(7800, false);
  }

  @Test
  void aBlinkingCursorIsLearned() {
    changedAt(600, 1200, 1800, 2400);

    assertRestless(2900, true);
    assertRestless(3500, false);
  }

  @Test
  void aLearnedClockStaysLearnedWhileSomebodyWorks() {
    changedAt(1000, 2000, 3000);
    for (int tick = 4; tick < 20; tick++) {
      touchedAt(tick * 1000 - 400);
      changedAt(tick * 1000);
      touchedAt(tick * 1000 + 300);
      assertRestless(tick * 1000 + 600, true);
    }
  }

  @Test
  void aLearnedVideoStaysLearnedWhileSomebodyWorks() {
    for (int time = 33; time < 6000; time += 33) {
      changedAt(time);
      if (time > 2000) {
        touchedAt(time + 5);
        assertRestless(time + 10, true);
      }
    }
  }

  @Test
  void aTickAtTheWrongTimeIsAChange() {
    changedAt(1000, 2000, 3000, 4000);
    assertRestless(4300, true);
    changedAt(4350);

    assertRestless(4360, false);
    changedAt(4400);
    assertRestless(4410, false);
  }

  @Test
  void anythingSoonAfterATickIsAChange() {
    changedAt(1000, 2000, 3000, 4000);
    changedAt(4150);

    assertRestless(4160, false);
  }

  @Test
  void answersToRegularClicksAreNeverTakenForRestlessness() {
    for (int delay : new int[] {0, 50, 300, 800, 1100}) {
      for (int time = 5000; time < 200_000; time += 1200) {
        touchedAt(time);
        changedAt(time + delay);
        assertRestless(time + delay, false);
        assertRestless(time + 1199, false);
      }
    }
  }

  @Test
  void aPressedLookFollowedByTheAnswerIsNeverTakenForRestlessness() {
    for (int time = 5000; time < 200_000; time += 1600) {
      touchedAt(time);
      changedAt(time + 10, time + 810);
      assertRestless(time + 811, false);
      assertRestless(time + 1599, false);
    }
  }

  private void changedAt(int... times) {
    for (int time : times) {
      pulse.changed(nanos(time), touched);
    }
  }

  private void touchedAt(int time) {
    touched = nanos(time);
  }

  private void assertRestless(int time, boolean expected) {
    assertThat(pulse.restless(nanos(time))).as("at " + time + " ms").isEqualTo(expected);
  }

  private static long nanos(int millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
