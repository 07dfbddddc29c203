package manyhands.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import manyhands.desktop.Machine;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.session.SessionStatus;
import manyhands.session.SessionView;
import manyhands.whiteboard.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// X servers that die while an agent works.
final class LostDesktopScenarioTest {

  /// The first task goes on when it is let; each agent has a desktop of its own.
  private static final String PROMPT =
      "Run 'touch .here; while [ ! -e .go ]; do sleep 0.1; done; echo made > slow.txt'."
          + " Run 'echo other > quick.txt'.";

  private final Workplace work = new Workplace();

  @AfterEach
  void leaveNothing() throws IOException {
    work.close();
  }

  @Test
  void aTaskWhoseDesktopIsLostIsDoneOnANewOne() throws IOException {
    SessionId id = work.open(2, PROMPT);
    Machine first = work.whoseFileIs(".here");
    work.killScreen(first);
    work.awaitGone(first);
    work.whoseFileIs(".here").write(".go", new byte[0]);
    SessionView end = work.ended(id);

    assertThat(end.status()).as("%s", end).isEqualTo(SessionStatus.COMPLETED);
    assertThat(work.artifact(id, "slow.txt")).isEqualTo("made\n".getBytes(UTF_8));
    assertThat(work.artifact(id, "quick.txt")).isEqualTo("other\n".getBytes(UTF_8));
    assertThat(work.facts(id, Event.DesktopLost.class))
        .singleElement()
        .satisfies(lost -> assertThat(lost.desktop()).isEqualTo(first.id()))
        .satisfies(lost -> assertThat(lost.reason()).isNotBlank());
    assertThat(work.facts(id, Event.TaskAssigned.class))
        .filteredOn(assigned -> assigned.task().equals(new TaskId("t1")))
        .extracting(Event.TaskAssigned::attempt)
        .containsExactly(1, 2);
    otherAgentWasNotDisturbed(id);
  }

  @Test
  void aTaskThatLosesItsDesktopTwiceFailsWithTheReason() throws IOException {
    SessionId id = work.open(2, PROMPT);
    Machine first = work.whoseFileIs(".here");
    work.killScreen(first);
    work.awaitGone(first);
    work.killScreen(work.whoseFileIs(".here"));
    SessionView end = work.ended(id);

    assertThat(end.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(end.tasks().get(0).status()).isEqualTo(TaskStatus.FAILED);
    assertThat(end.tasks().get(0).reason()).startsWith("its desktop was lost 2 times");
    assertThat(end.tasks().get(1).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(work.artifact(id, "quick.txt")).isEqualTo("other\n".getBytes(UTF_8));
    assertThat(work.facts(id, Event.DesktopLost.class)).hasSize(2);
    otherAgentWasNotDisturbed(id);
  }

  private void otherAgentWasNotDisturbed(SessionId id) {
    AgentId other = work.view(id).tasks().get(1).agent();
    assertThat(work.facts(id, Event.DesktopLost.class))
        .noneMatch(lost -> lost.agent().equals(other));
    assertThat(work.facts(id, Event.TaskAssigned.class))
        .filteredOn(assigned -> assigned.task().equals(new TaskId("t2")))
        .hasSize(1);
  }
}
