package manyhands.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import manyhands.event.SessionId;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Waits for people while the time of day is set.
final class DeadlinesTest {

  private static final String ME = "a person";

  @TempDir Path folder;
  private @Nullable Workshop shop;

  @AfterEach
  void close() {
    if (shop != null) {
      shop.close();
    }
  }

  private SessionId review(Duration longest, String prompt) {
    shop = new Workshop(folder, "", new HumanGate(longest, Set.of()));
    SessionId id =
        shop.sessions.open(new SessionRequest(prompt, 2, null, null, true, false, null)).id();
    Awaitility.await().until(() -> shop.view(id).status() == SessionStatus.REVIEW);
    return id;
  }

  @Test
  void aClockThatJumpsForwardEndsNoWait() {
    SessionId id = review(Duration.ofHours(1), "grate; slice");
    SessionControl control = shop.sessions.control();
    shop.jumped = Duration.ofDays(1);
    // Whatever makes it look again.
    control.send(id, null, "Wait for me.");
    control.change(id, new PlanEdit(List.of(new PlanEdit.Item("t1", "grate", List.of()))), ME);
    shop.jumped = Duration.ofDays(2);
    control.send(id, null, "I am coming.");
    control.pause(id, null, ME);
    shop.jumped = Duration.ofDays(3);
    control.start(id, ME);
    assertThat(shop.view(id).status()).isEqualTo(SessionStatus.PAUSED);
    control.resume(id, null, ME);
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
  }

  @Test
  void aClockThatJumpsBackLengthensNoWait() {
    SessionId id = review(Duration.ofMillis(300), "grate");
    shop.jumped = Duration.ofDays(-1);
    assertThat(shop.ended(id).reason()).contains("nobody started the plan");
  }

  @Test
  void aDeadlineOfAServerBeforeThisOneIsNeverFurtherAwayThanPeopleAreWaitedFor() {
    long[] nanos = {0};
    Outside outside =
        new Outside(
            Thread.ofVirtual().factory(),
            () -> Instant.EPOCH,
            () -> "x",
            Thread::sleep,
            () -> nanos[0]);
    Deadlines deadlines = new Deadlines(outside, Duration.ofHours(1));
    Instant tomorrow = Instant.EPOCH.plus(Duration.ofDays(1));
    Instant soon = Instant.EPOCH.plusSeconds(5);
    assertThat(deadlines.left(tomorrow)).isEqualTo(Duration.ofHours(1));
    assertThat(deadlines.left(soon)).isEqualTo(Duration.ofSeconds(5));
    assertThat(deadlines.isOver(Instant.EPOCH.minusSeconds(1))).isTrue();
    nanos[0] = Duration.ofSeconds(5).toNanos();
    assertThat(deadlines.isOver(soon)).isTrue();
    assertThat(deadlines.isOver(tomorrow)).isFalse();
    nanos[0] = Duration.ofHours(1).toNanos();
    assertThat(deadlines.isOver(tomorrow)).isTrue();
  }
}
