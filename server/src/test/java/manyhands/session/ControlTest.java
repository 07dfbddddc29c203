package manyhands.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import manyhands.agent.TaskEnd;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.session.SessionException.Code;
import manyhands.whiteboard.TaskStatus;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pausing, resuming, stopping one agent, and writing to agents.
final class ControlTest {

  private static final String ME = "a person";
  private static final AgentId ADA = new AgentId("a1");
  private static final AgentId BO = new AgentId("a2");

  @TempDir Path folder;
  private Workshop shop;
  private SessionControl control;
  private final CountDownLatch here = new CountDownLatch(1);
  private final CountDownLatch enough = new CountDownLatch(1);

  @BeforeEach
  void open() {
    shop = new Workshop(folder);
    control = shop.sessions.control();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  /// A task that says when it is done at, waits, and stands still while it is paused.
  private SessionId slow(int agents, String prompt, String task) throws InterruptedException {
    shop.crew.doings.put(
        task,
        bench -> {
          here.countDown();
          enough.await();
          bench.steering().awaitResume();
          return new TaskEnd.Done("slowly", List.of());
        });
    SessionId id = shop.open(agents, prompt).id();
    here.await();
    return id;
  }

  @Test
  void aPausedSessionStandsStillUntilItIsResumed() throws Exception {
    SessionId id = slow(1, "grate; slice", "grate");
    control.pause(id, null, ME);
    enough.countDown();
    assertThat(shop.view(id).status()).isEqualTo(SessionStatus.PAUSED);
    assertThat(shop.view(id).agents())
        .extracting(AgentView::status)
        .containsOnly(AgentStatus.PAUSED);
    assertThat(shop.view(id).deadline()).isNotNull();
    Thread.sleep(100);
    assertThat(shop.all(id, Event.TaskCompleted.class)).isEmpty();
    control.resume(id, null, ME);
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(shop.view(id).deadline()).isNull();
  }

  @Test
  void aSecondClickChangesNothing() throws Exception {
    SessionId id = slow(1, "grate", "grate");
    control.resume(id, null, ME);
    control.pause(id, null, ME);
    control.pause(id, null, "another");
    control.pause(id, ADA, ME);
    control.pause(id, ADA, ME);
    assertThat(shop.all(id, Event.SessionPaused.class)).hasSize(2);
    control.resume(id, null, ME);
    control.resume(id, null, ME);
    assertThat(shop.view(id).status()).isEqualTo(SessionStatus.RUNNING);
    assertThat(shop.view(id).agents().getFirst().status()).isEqualTo(AgentStatus.PAUSED);
    control.resume(id, ADA, ME);
    control.resume(id, ADA, ME);
    assertThat(shop.all(id, Event.SessionResumed.class)).hasSize(2);
    enough.countDown();
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
  }

  @Test
  void aPausedAgentGetsNoTaskAndTheOthersGoOn() throws Exception {
    CountDownLatch bothHere = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    for (String task : List.of("grate", "slice")) {
      shop.crew.doings.put(
          task,
          _ -> {
            bothHere.countDown();
            go.await();
            return new TaskEnd.Done("", List.of());
          });
    }
    SessionId id = shop.open(2, "grate; slice; melt; age").id();
    bothHere.await();
    control.pause(id, BO, ME);
    go.countDown();
    SessionView view = shop.ended(id);
    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(view.tasks().subList(2, 4)).extracting(TaskView::agent).containsOnly(ADA);
  }

  @Test
  void aPausedSessionCanBeStopped() throws Exception {
    SessionId id = slow(2, "grate; slice", "grate");
    control.pause(id, null, ME);
    shop.sessions.stop(id, ME);
    assertThat(shop.view(id).status()).isEqualTo(SessionStatus.STOPPED);
    assertThat(shop.provider.running).isEmpty();
  }

  @Test
  void whatHasEndedIsNotSteered() {
    SessionView view = shop.run(1, "grate");
    refused(() -> control.pause(view.id(), null, ME), Code.ENDED);
    refused(() -> control.resume(view.id(), ADA, ME), Code.ENDED);
    refused(() -> control.send(view.id(), null, "hello"), Code.ENDED);
    refused(() -> control.start(view.id(), ME), Code.ENDED);
    refused(() -> control.answer(view.id(), "p1", true, ME), Code.ENDED);
    assertThatCode(() -> control.stop(view.id(), ADA, ME)).doesNotThrowAnyException();
    refused(() -> control.pause(view.id(), BO, ME), Code.UNKNOWN_AGENT);
    refused(() -> control.pause(new SessionId("s-none"), null, ME), Code.UNKNOWN_SESSION);
    refused(() -> control.pause(new SessionId("s-none"), ADA, ME), Code.UNKNOWN_SESSION);
    assertThat(shop.types(view.id())).last().isEqualTo("session:complete");
  }

  @Test
  void theTaskOfAStoppedAgentGoesToAnother() throws Exception {
    SessionId id = slow(2, "grate; slice", "grate");
    AgentId first = shop.view(id).tasks().getFirst().agent();
    shop.crew.doings.remove("grate");
    control.stop(id, first, ME);
    control.stop(id, first, ME);
    SessionView view = shop.ended(id);
    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(view.tasks().getFirst().agent()).isNotEqualTo(first);
    assertThat(shop.all(id, Event.AgentFinished.class).getFirst())
        .isEqualTo(new Event.AgentFinished(first, "stopped", "stopped by a person"));
    assertThat(shop.all(id, Event.TaskCompleted.class)).hasSize(2);
  }

  @Test
  void whenEveryAgentIsStoppedTheSessionIs() throws Exception {
    SessionId id = slow(1, "grate; slice < grate", "grate");
    control.stop(id, ADA, ME);
    SessionView view = shop.ended(id);
    assertThat(view.status()).isEqualTo(SessionStatus.STOPPED);
    assertThat(view.reason())
        .isEqualTo("every agent was stopped, the last one stopped by a person");
    assertThat(view.tasks()).extracting(TaskView::status).containsOnly(TaskStatus.CANCELLED);
    assertThat(shop.provider.running).isEmpty();
  }

  @Test
  void anAgentThatDoesNotLeaveCompletesNothingAnyMore() throws Exception {
    shop.crew.doings.put(
        "grate",
        _ -> {
          here.countDown();
          while (enough.getCount() > 0) {
            try {
              enough.await();
            } catch (InterruptedException ignored) {
              // It does not listen.
            }
          }
          return new TaskEnd.Done("too late", List.of());
        });
    SessionId id = shop.open(2, "grate; slice").id();
    here.await();
    AgentId first = shop.view(id).tasks().getFirst().agent();
    shop.crew.doings.remove("grate");
    control.stop(id, first, ME);
    enough.countDown();
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(shop.all(id, Event.TaskCompleted.class))
        .extracting(Event.TaskCompleted::result)
        .doesNotContain("too late");
  }

  @Test
  void messagesAreBoundedAndGoToWhomTheyAreFor() throws Exception {
    SessionId id = slow(1, "grate", "grate");
    refused(() -> control.send(id, null, "  "), Code.EMPTY_MESSAGE);
    refused(
        () -> control.send(id, null, "x".repeat(SessionControl.MAX_MESSAGE + 1)),
        Code.MESSAGE_TOO_LONG);
    refused(() -> control.send(id, BO, "hello"), Code.UNKNOWN_AGENT);
    for (int i = 0; i < SessionControl.MAX_OUTSTANDING; i++) {
      control.send(id, ADA, "message " + i);
    }
    refused(() -> control.send(id, ADA, "one more"), Code.BUSY);
    control.send(id, null, "to all");
    enough.countDown();
    shop.ended(id);
    assertThat(shop.all(id, Event.MessageSent.class)).hasSize(SessionControl.MAX_OUTSTANDING + 1);
  }

  @Test
  void aTaskBeginsWithTheMessagesThatItsAgentWasNotTold() throws Exception {
    CountDownLatch planning = new CountDownLatch(1);
    shop.crew.planning =
        _ -> {
          planning.await();
          return null;
        };
    shop.crew.doings.put(
        "grate",
        bench -> {
          bench
              .journal()
              .append(
                  bench.assignment().session(),
                  new Event.ModelAsked(ADA, bench.assignment().task(), 1));
          control.send(bench.assignment().session(), ADA, "to Ada");
          control.send(bench.assignment().session(), null, "to all");
          return new TaskEnd.Done("", List.of());
        });
    SessionId id = shop.open(1, "grate; slice < grate").id();
    control.send(id, null, "before");
    planning.countDown();
    shop.ended(id);
    assertThat(texts(0)).containsExactly("before");
    // What is for all holds for every task; what was for Ada no model has been told yet.
    assertThat(texts(1)).containsExactly("before", "to Ada", "to all");
  }

  private List<String> texts(int task) {
    return shop.crew.worked.get(task).soFar().stream()
        .map(it -> ((Event.MessageSent) it).text())
        .toList();
  }

  @Test
  void ofTwoOrdersAtOnceOneComesFirst() throws Exception {
    for (int round = 0; round < 20; round++) {
      SessionId id = shop.open(2, "grate; slice; melt").id();
      List<Thread> people = new ArrayList<>();
      for (Runnable order :
          List.<Runnable>of(
              () -> control.pause(id, null, ME),
              () -> control.resume(id, null, ME),
              () -> control.stop(id, ADA, ME),
              () -> control.send(id, null, "hello"),
              () -> shop.sessions.stop(id, ME))) {
        people.add(
            Thread.ofVirtual()
                .start(() -> {
                  try {
                    order.run();
                  } catch (SessionException e) {
                    assertThat(e.code()).isIn(Code.ENDED, Code.UNKNOWN_AGENT);
                  }
                }));
      }
      for (Thread person : people) {
        person.join();
      }
      SessionView view = shop.ended(id);
      assertThat(view.status()).isIn(SessionStatus.STOPPED, SessionStatus.COMPLETED);
      assertThat(shop.types(id)).last().isEqualTo("session:complete");
      assertThat(SessionView.of(shop.entries(id))).isEqualTo(view);
    }
    Awaitility.await().untilAsserted(() -> assertThat(shop.provider.running).isEmpty());
  }

  static void refused(ThrowingCallable order, Code code) {
    assertThatThrownBy(order)
        .isInstanceOfSatisfying(
            SessionException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }
}
