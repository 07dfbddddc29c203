package manyhands.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import manyhands.event.AgentId;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.MemoryEventLog;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.session.SessionJournal.EndedException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// A journal that is left to the next server while an action is on its way.
class LeftJournalTest {

  private static final SessionId SESSION = new SessionId("s1");
  private static final AgentId ADA = new AgentId("a1");
  private static final TaskId TASK = new TaskId("t1");
  private static final Event INTENT =
      new Event.ActionIntended(ADA, TASK, 1, "c1", "pressed Return", null);
  private static final Event OUTCOME =
      new Event.ActionPerformed(ADA, "c1", "agent a1", null, Event.Outcome.PERFORMED, "Done.", 200);
  private static final Event NEXT = new Event.ModelAsked(ADA, TASK, 2);

  private final MemoryEventLog log = new MemoryEventLog(InstantSource.system());
  private final SessionJournal journal = new SessionJournal(log, SESSION);

  private Thread leave(Duration grace) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            journal.leave(System.nanoTime() + grace.toNanos());
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }

  private List<Event> events() {
    return log.read(SESSION, 0, 100).stream().map(Entry::event).toList();
  }

  @Test
  void takesTheOutcomeOfWhatIsBeingDoneAndBeginsNothing() throws Exception {
    var _ = journal.append(SESSION, List.of(INTENT));
    Thread leaving = leave(Duration.ofMinutes(5));
    Awaitility.await().until(journal::isLeft);

    assertThatThrownBy(() -> journal.append(SESSION, List.of(OUTCOME, NEXT)))
        .isInstanceOf(EndedException.class);

    leaving.join();
    assertThat(events()).containsExactly(INTENT, OUTCOME);
  }

  @Test
  void takesNothingAfterItsGrace() throws Exception {
    var _ = journal.append(SESSION, List.of(INTENT));
    leave(Duration.ZERO).join();

    assertThatThrownBy(() -> journal.append(SESSION, List.of(OUTCOME)))
        .isInstanceOf(EndedException.class);
    assertThat(events()).containsExactly(INTENT);
  }

  @Test
  void decidesNothingThatBegins() throws Exception {
    leave(Duration.ZERO).join();

    assertThatThrownBy(() -> journal.record(_ -> List.of(new Event.AgentStarted(ADA, "Ada"))))
        .isInstanceOf(EndedException.class);
    assertThat(events()).isEmpty();
  }
}
