package manyhands.session;

import static manyhands.session.ControlTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import manyhands.agent.Steering.Permission;
import manyhands.agent.Steering.Question;
import manyhands.agent.TaskEnd;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.session.SessionException.Code;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plans and calls that wait for a person, and how long.
final class HumanGateTest {

  private static final String ME = "a person";
  private static final AgentId ADA = new AgentId("a1");
  private static final Duration SOON = Duration.ofMillis(300);

  @TempDir Path folder;
  private Workshop shop;
  private SessionControl control;
  private final List<Permission> permissions = new CopyOnWriteArrayList<>();

  private void open(Duration longest, String... tools) {
    shop = new Workshop(folder, "", new HumanGate(longest, Set.of(tools)));
    control = shop.sessions.control();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private SessionId review(String prompt) {
    SessionId id =
        shop.sessions.open(new SessionRequest(prompt, 2, null, null, true, false, null)).id();
    Awaitility.await().until(() -> shop.view(id).status() == SessionStatus.REVIEW);
    return id;
  }

  private static PlanEdit.Item item(String id, String description, String... dependsOn) {
    return new PlanEdit.Item(id, description, List.of(dependsOn));
  }

  @Test
  void aPlanIsEditedAndStarted() {
    open(Duration.ofHours(1));
    SessionId id = review("grate; slice; melt < grate");
    assertThat(shop.view(id).deadline()).isNotNull();
    PlanEdit edit =
        new PlanEdit(
            List.of(
                item("t3", "melt slowly", "#2", "t1"),
                item(null, "buy milk"),
                item("t1", "grate")));
    control.change(id, edit, ME);
    assertThat(shop.view(id).tasks())
        .extracting(task -> task.id() + " " + task.description() + " " + task.dependsOn())
        .containsExactly("t3 melt slowly [t4, t1]", "t4 buy milk []", "t1 grate []");
    assertThat(shop.all(id, Event.PlanChanged.class).getFirst().why())
        .isEqualTo("a person changed the plan: 1 added, 1 dropped, 1 edited");
    control.change(
        id,
        new PlanEdit(
            List.of(
                item("t3", "melt slowly", "t4", "t1"),
                item("t4", "buy milk"),
                item("t1", "grate"))),
        ME);
    assertThat(shop.all(id, Event.PlanChanged.class)).hasSize(1);
    assertThat(shop.crew.worked).isEmpty();
    control.start(id, ME);
    control.start(id, ME);
    SessionView view = shop.ended(id);
    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(view.tasks()).extracting(TaskView::id).contains(new TaskId("t4")).hasSize(3);
    assertThat(shop.all(id, Event.SessionStarted.class)).hasSize(1);
    assertThat(SessionView.of(shop.entries(id))).isEqualTo(view);
    refused(() -> control.change(id, edit, ME), Code.ENDED);
  }

  @Test
  void aPlanThatCannotBeWorkedOnIsRefusedByTask() {
    open(Duration.ofHours(1));
    SessionId id = review("grate; slice");
    bad(id, "from 1 to 100");
    bad(id, "task #1 is called \"t9\"", item("t9", "x"));
    bad(id, "task #2 is called \"t1\"", item("t1", "x"), item("t1", "y"));
    bad(id, "task #1 has no description", item(null, " "));
    bad(id, "task #1 depends on \"t2\"", item("t1", "x", "t2"));
    bad(id, "task #1 depends on \"#3\"", item("t1", "x", "#3"), item("t2", "x"));
    bad(id, "wait for each other: [t1]", item("t1", "x", "t1"), item("t2", "y"));
    assertThat(shop.all(id, Event.PlanChanged.class)).isEmpty();
    control.start(id, ME);
    shop.ended(id);
  }

  private void bad(SessionId id, String words, PlanEdit.Item... items) {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> control.change(id, new PlanEdit(List.of(items)), ME))
        .isInstanceOfSatisfying(
            SessionException.class, e -> assertThat(e.code()).isEqualTo(Code.BAD_PLAN))
        .hasMessageContaining(words);
  }

  @Test
  void aPlanIsNeitherChangedNorStartedBeforeItIsThereOrAfterItBegan() throws Exception {
    open(Duration.ofHours(1));
    CountDownLatch planning = new CountDownLatch(1);
    shop.crew.planning =
        _ -> {
          planning.await();
          return null;
        };
    SessionId id =
        shop.sessions.open(new SessionRequest("grate", 1, null, null, true, false, null)).id();
    PlanEdit edit = new PlanEdit(List.of(item(null, "slice")));
    refused(() -> control.start(id, ME), Code.NOT_IN_REVIEW);
    refused(() -> control.change(id, edit, ME), Code.NOT_IN_REVIEW);
    CountDownLatch enough = new CountDownLatch(1);
    shop.crew.doings.put(
        "grate",
        _ -> {
          enough.await();
          return new TaskEnd.Done("", List.of());
        });
    planning.countDown();
    Awaitility.await().until(() -> shop.view(id).status() == SessionStatus.REVIEW);
    control.start(id, ME);
    refused(() -> control.change(id, edit, ME), Code.NOT_IN_REVIEW);
    enough.countDown();
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
  }

  @Test
  void aReviewThatNobodyMakesFailsTheSession() {
    open(SOON);
    SessionView view = shop.ended(review("grate"));
    assertThat(view.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(view.reason()).startsWith("nobody started the plan within ");
    assertThat(view.tasks().getFirst().reason()).isEqualTo(view.reason());
  }

  @Test
  void aPauseThatNobodyEndsFailsTheSession() {
    open(SOON);
    shop.crew.doings.put("grate", FOREVER);
    SessionId id = shop.open(1, "grate").id();
    control.pause(id, null, ME);
    SessionView view = shop.ended(id);
    assertThat(view.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(view.reason()).startsWith("nobody resumed the session within ");
    assertThat(shop.provider.running).isEmpty();
  }

  private static final FakeCrew.Doing FOREVER =
      bench -> {
        new CountDownLatch(1).await();
        return new TaskEnd.Done("", List.of());
      };

  @Test
  void aPausedAgentThatNobodyResumesEndsAndItsTaskGoesOn() {
    open(SOON);
    CountDownLatch here = new CountDownLatch(1);
    shop.crew.doings.put(
        "grate",
        bench -> {
          here.countDown();
          return bench.assignment().agent().equals(ADA)
              ? FOREVER.work(bench)
              : new TaskEnd.Done("", List.of());
        });
    SessionId id = shop.open(2, "grate; slice").id();
    Awaitility.await().until(() -> here.getCount() == 0);
    control.pause(id, ADA, ME);
    SessionView view = shop.ended(id);
    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(view.agents().getFirst().reason()).startsWith("nobody resumed it within ");
  }

  /// A task that asks for permission and remembers the answer.
  private SessionId asking(String prompt) {
    shop.crew.doings.put(
        "grate",
        bench -> {
          assertThat(bench.steering().wantsPermission("click")).isTrue();
          assertThat(bench.steering().wantsPermission("move")).isFalse();
          permissions.add(bench.steering().ask(new Question("c1", "click", "Clicked 1, 1")));
          return new TaskEnd.Done("", List.of());
        });
    return shop.open(1, prompt).id();
  }

  private void awaitAsked(SessionId id) {
    Awaitility.await().until(() -> !shop.view(id).approvals().isEmpty());
  }

  @Test
  void aCallWaitsForTheAnswerOfAPerson() {
    open(Duration.ofHours(1), "click");
    SessionId id = asking("grate");
    awaitAsked(id);
    ApprovalView asked = shop.view(id).approvals().getFirst();
    assertThat(asked.id()).isEqualTo("p1");
    assertThat(asked.words()).isEqualTo("Clicked 1, 1");
    assertThat(asked.tool()).isEqualTo("click");
    assertThat(asked.until()).isNotNull();
    assertThat(shop.view(id).agents().getFirst().status()).isEqualTo(AgentStatus.WAITING);
    refused(() -> control.answer(id, "p2", true, ME), Code.UNKNOWN_APPROVAL);
    control.answer(id, "p1", true, ME);
    assertThat(shop.ended(id).approvals()).isEmpty();
    assertThat(permissions).containsExactly(Permission.ALLOWED);
  }

  @Test
  void theFirstAnswerCounts() throws Exception {
    open(Duration.ofHours(1), "click");
    CountDownLatch enough = new CountDownLatch(1);
    shop.crew.doings.put(
        "slice",
        _ -> {
          enough.await();
          return new TaskEnd.Done("", List.of());
        });
    SessionId id = asking("grate; slice < grate");
    awaitAsked(id);
    control.answer(id, "p1", false, ME);
    control.answer(id, "p1", false, ME);
    refused(() -> control.answer(id, "p1", true, ME), Code.ALREADY_ANSWERED);
    assertThat(shop.all(id, Event.ApprovalAnswered.class)).hasSize(1);
    enough.countDown();
    shop.ended(id);
    assertThat(permissions).containsExactly(Permission.DENIED);
  }

  @Test
  void noAnswerIsNo() {
    open(SOON, "click");
    shop.ended(asking("grate"));
    assertThat(permissions).containsExactly(Permission.UNANSWERED);
    SessionId id = shop.sessions.list(null, 1).items().getFirst().id();
    assertThat(shop.all(id, Event.ApprovalAnswered.class).getFirst().allowed()).isFalse();
  }

  @Test
  void anAgentThatWaitsForAnAnswerCanBeStopped() {
    open(Duration.ofHours(1), "click");
    SessionId id = asking("grate");
    awaitAsked(id);
    control.stop(id, ADA, ME);
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.STOPPED);
    assertThat(permissions).isEmpty();
    assertThat(shop.view(id).approvals()).isEmpty();
  }

  /// Ends as a killed server does, and starts the next one on the same data.
  private void restart(Duration longest) {
    shop.kill();
    Workshop before = shop;
    shop = new Workshop(folder, "two", before.provider, new HumanGate(longest, Set.of("click")));
    shop.crew.doings.putAll(before.crew.doings);
    control = shop.sessions.control();
    shop.sessions.start();
  }

  @Test
  void aReviewOutlivesItsServerWithItsDeadline() {
    open(Duration.ofHours(1));
    SessionId id = review("grate; slice");
    SessionView before = shop.view(id);
    restart(Duration.ofHours(5));
    Awaitility.await().until(() -> !shop.all(id, Event.SessionRecovered.class).isEmpty());
    assertThat(shop.view(id).status()).isEqualTo(SessionStatus.REVIEW);
    assertThat(shop.view(id).deadline()).isEqualTo(before.deadline());
    control.change(id, new PlanEdit(List.of(item("t2", "slice"))), ME);
    control.start(id, ME);
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(shop.view(id).tasks()).hasSize(1);
  }

  @Test
  void aPauseOutlivesItsServer() throws Exception {
    open(Duration.ofHours(1));
    CountDownLatch here = new CountDownLatch(1);
    shop.crew.doings.put(
        "grate",
        bench -> {
          here.countDown();
          bench.steering().awaitResume();
          return new TaskEnd.Done("", List.of());
        });
    CountDownLatch planning = new CountDownLatch(1);
    shop.crew.planning =
        _ -> {
          planning.await();
          return null;
        };
    SessionId id = shop.open(1, "grate").id();
    control.pause(id, null, ME);
    planning.countDown();
    Awaitility.await().until(() -> !shop.all(id, Event.PlanMade.class).isEmpty());
    restart(Duration.ofHours(1));
    Awaitility.await().until(() -> !shop.all(id, Event.SessionRecovered.class).isEmpty());
    assertThat(shop.view(id).status()).isEqualTo(SessionStatus.PAUSED);
    assertThat(here.getCount()).isEqualTo(1);
    control.resume(id, null, ME);
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
  }

  @Test
  void aQuestionOfAServerThatEndedIsTakenBackAndTheModelAsksAgain() {
    open(Duration.ofHours(1), "click");
    AtomicInteger calls = new AtomicInteger();
    shop.crew.doings.put(
        "grate",
        bench -> {
          int call = calls.incrementAndGet();
          bench.steering().withdraw("c" + (call - 1));
          permissions.add(bench.steering().ask(new Question("c" + call, "click", "Clicked 1, 1")));
          return new TaskEnd.Done("", List.of());
        });
    SessionId id = shop.open(1, "grate").id();
    awaitAsked(id);
    restart(Duration.ofHours(1));
    Awaitility.await().until(() -> shop.all(id, Event.ApprovalAsked.class).size() == 2);
    refused(() -> control.answer(id, "p1", true, ME), Code.ALREADY_ANSWERED);
    control.answer(id, "p2", true, ME);
    assertThat(shop.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(permissions).containsExactly(Permission.ALLOWED);
    assertThat(shop.all(id, Event.ApprovalAnswered.class).getFirst().by())
        .isEqualTo("the restart of the server");
  }

  @Test
  void theSameCallIsAskedOnceAlsoByAnother() {
    open(Duration.ofHours(1), "click");
    shop.crew.doings.put(
        "grate",
        bench -> {
          Question question = new Question("c1", "click", "Clicked 1, 1");
          permissions.add(bench.steering().ask(question));
          permissions.add(bench.steering().ask(question));
          return new TaskEnd.Done("", List.of());
        });
    SessionId id = shop.open(1, "grate").id();
    awaitAsked(id);
    control.answer(id, "p1", true, ME);
    shop.ended(id);
    assertThat(permissions).containsExactly(Permission.ALLOWED, Permission.ALLOWED);
    assertThat(shop.all(id, Event.ApprovalAsked.class)).hasSize(1);
  }
}
