package manyhands.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.session.SessionStatus;
import manyhands.session.SessionView;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sessions that a person stops. Desktops are gone when `stop` returns, or soon after on a machine
/// so loaded that two seconds do not suffice.
final class StopScenarioTest {

  private static final String ENDLESS = "Run 'touch .here; sleep 600'. Run 'sleep 601'.";

  private final Workplace work = new Workplace();

  @AfterEach
  void leaveNothing() throws IOException {
    work.close();
  }

  @Test
  void aSessionStoppedWhileItWorksLeavesNoDesktop() {
    SessionId id = work.open(2, ENDLESS);
    work.whoseFileIs(".here");

    work.sessions.stop(id, "a person");

    work.awaitNoDesktops();
    assertStopped(id);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 60, 120, 250, 500})
  void aSessionStoppedWhileDesktopsStartLeavesNoDesktop(int millis) throws InterruptedException {
    SessionId id = work.open(2, ENDLESS);
    Awaitility.await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> !work.facts(id, Event.AgentStarted.class).isEmpty());
    Thread.sleep(millis);

    work.sessions.stop(id, "a person");

    work.awaitNoDesktops();
    assertStopped(id);
  }

  @Test
  void aSessionStoppedAtOnceLeavesNoDesktop() {
    SessionId id = work.open(2, ENDLESS);

    work.sessions.stop(id, "a person");

    work.awaitNoDesktops();
    assertStopped(id);
  }

  private void assertStopped(SessionId id) {
    SessionView end = work.view(id);
    assertThat(end.status()).isEqualTo(SessionStatus.STOPPED);
    assertThat(end.reason()).contains("a person");
    assertThat(end.tasks()).allMatch(task -> task.status().ended());
    assertThat(end.agents()).allMatch(agent -> agent.status().ended());
  }
}
