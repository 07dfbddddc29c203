package manyhands.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import manyhands.desktop.Action;
import manyhands.desktop.DesktopId;
import manyhands.event.AgentId;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.session.HumanGate;
import manyhands.session.PlanEdit;
import manyhands.session.SessionLimits;
import manyhands.session.SessionRequest;
import manyhands.session.SessionStatus;
import manyhands.session.SessionView;
import manyhands.session.TaskView;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// People who steer agents at real desktops.
final class SteeringScenarioTest {

  private static final String ME = "a person";
  private static final AgentId ADA = new AgentId("a1");
  private static final AgentId BEN = new AgentId("a2");

  private final ServedWorkplace served =
      new ServedWorkplace(
          SessionLimits.USUAL.with(new HumanGate(Duration.ofHours(1), Set.of("triple_click"))));
  private final Workplace work = served.work;

  @AfterEach
  void leaveNothing() throws IOException {
    served.close();
  }

  @Test
  void nothingBeginsWhilePausedAndAMessageIsToldAfterIt() throws Exception {
    SessionId id =
        work.open(
            2, "Wait 1.5 s and run 'echo one > one.txt'. Wait 1.5 s and run 'echo two > two.txt'.");
    awaitFact(id, isWaiting(ADA));
    awaitFact(id, isWaiting(BEN));
    work.sessions.control().pause(id, null, ME);
    work.sessions.control().send(id, BEN, "Use the other door.");
    assertThat(work.view(id).status()).isEqualTo(SessionStatus.PAUSED);
    awaitFact(id, hasWaited(ADA));
    awaitFact(id, hasWaited(BEN));
    Thread.sleep(500);
    work.sessions.control().resume(id, null, ME);

    assertThat(work.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(between(id, Event.SessionPaused.class, Event.SessionResumed.class))
        .noneMatch(Event.ActionIntended.class::isInstance)
        .noneMatch(Event.ModelAsked.class::isInstance)
        .contains(new Event.MessageSent(BEN, "Use the other door."));
    assertThat(text(id, "one.txt")).isEqualTo("one\n");
    assertThat(text(id, "two.txt")).isEqualTo("two\n");
    assertThat(work.models.wasTold("two.txt", "Use the other door.")).isTrue();
    assertThat(work.models.wasTold("one.txt", "Use the other door.")).isFalse();
  }

  @Test
  void theTaskOfAStoppedAgentIsDoneAtAnotherDesktop() throws Exception {
    SessionId id =
        work.open(2, "Run 'echo one >> one.txt'. Wait 2 s and run 'echo two >> two.txt'.");
    awaitFact(id, isWaiting(BEN));
    DesktopId desktop = desktop(id, BEN);
    work.sessions.control().stop(id, BEN, ME);

    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> work.machines().stream().noneMatch(one -> one.id().equals(desktop)));
    SessionView end = work.ended(id);
    assertThat(end.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(end.tasks()).extracting(TaskView::agent).containsExactly(ADA, ADA);
    assertThat(work.facts(id, Event.AgentFinished.class))
        .contains(new Event.AgentFinished(BEN, "stopped", "stopped by " + ME));
    assertThat(text(id, "one.txt")).isEqualTo("one\n");
    assertThat(text(id, "two.txt")).isEqualTo("two\n");
  }

  @Test
  void aPlanIsReviewedEditedAndWorkedOn() throws Exception {
    SessionId id =
        work.sessions
            .open(
                new SessionRequest(
                    "Run 'echo one > one.txt'. Run 'echo two > two.txt'.",
                    2,
                    null,
                    null,
                    true,
                    false,
                    null))
            .id();
    Awaitility.await().until(() -> work.view(id).status() == SessionStatus.REVIEW);
    PlanEdit.Item changed = new PlanEdit.Item("t2", "Run 'echo zwei > two.txt'.", List.of("#2"));
    PlanEdit.Item added = new PlanEdit.Item(null, "Run 'echo three > three.txt'.", List.of());
    work.sessions.control().change(id, new PlanEdit(List.of(changed, added)), ME);
    assertThat(work.machines()).isEmpty();
    work.sessions.control().start(id, ME);

    SessionView end = work.ended(id);
    assertThat(end.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(end.tasks())
        .extracting(TaskView::id)
        .containsExactly(new TaskId("t2"), new TaskId("t3"));
    assertThat(text(id, "two.txt")).isEqualTo("zwei\n");
    assertThat(text(id, "three.txt")).isEqualTo("three\n");
    assertThat(end.artifacts()).noneMatch(file -> file.name().contains("one.txt"));
  }

  @Test
  void whatAPersonAllowsIsDoneAndWhatTheyDoNotAllowIsNot() throws Exception {
    // A desktop may still be drawing its panel at the first look; what is held back then asks
    // again.
    SessionId id =
        work.open(2, "Wait 1 s, triple-click at 640,300. Wait 1 s, triple-click at 20,20.");
    String session = "/api/sessions/" + id;
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> work.view(id).approvals().size() == 2);
    for (var asked : work.view(id).approvals()) {
      boolean allow = asked.agent().equals(ADA);
      var answer =
          served.post(session + "/approvals/" + asked.id(), "{\"allow\": %s}".formatted(allow));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    SessionView end = work.ended(id);
    assertThat(end.tasks())
        .extracting(task -> task.agent() + " " + task.status().word())
        .containsExactlyInAnyOrder("a1 completed", "a2 failed");
    List<Event.ActionPerformed> clicks =
        work.facts(id, Event.ActionPerformed.class).stream()
            .filter(each -> each.action() instanceof Action.TripleClick)
            .toList();
    assertThat(clicks)
        .isNotEmpty()
        .allMatch(each -> ADA.equals(each.agent()))
        .allMatch(each -> each.outcome() == Event.Outcome.PERFORMED);
    assertThat(work.facts(id, Event.ApprovalAnswered.class)).hasSize(2);
  }

  private static Predicate<Event> isWaiting(AgentId agent) {
    return event ->
        event instanceof Event.ActionIntended it
            && it.agent().equals(agent)
            && it.action() instanceof Action.Wait;
  }

  private static Predicate<Event> hasWaited(AgentId agent) {
    return event ->
        event instanceof Event.ActionPerformed it
            && agent.equals(it.agent())
            && it.action() instanceof Action.Wait;
  }

  private void awaitFact(SessionId id, Predicate<Event> wanted) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> work.entries(id).stream().map(Entry::event).anyMatch(wanted));
  }

  private DesktopId desktop(SessionId id, AgentId agent) {
    return work.facts(id, Event.DesktopReady.class).stream()
        .filter(ready -> ready.agent().equals(agent))
        .findFirst()
        .orElseThrow()
        .desktop();
  }

  private List<Event> between(
      SessionId id, Class<? extends Event> from, Class<? extends Event> to) {
    List<Event> all = work.entries(id).stream().map(Entry::event).toList();
    return all.stream()
        .dropWhile(each -> !from.isInstance(each))
        .takeWhile(each -> !to.isInstance(each))
        .toList();
  }

  private String text(SessionId id, String name) throws IOException {
    return new String(work.artifact(id, name), UTF_8);
  }
}
