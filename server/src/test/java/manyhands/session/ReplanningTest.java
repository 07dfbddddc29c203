package manyhands.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import manyhands.agent.TaskEnd;
import manyhands.event.Event.PlanChanged;
import manyhands.event.Event.PlannedTask;
import manyhands.event.SessionId;
import manyhands.event.TaskId;
import manyhands.event.TokenUse;
import manyhands.plan.PlanException;
import manyhands.plan.Replan;
import manyhands.plan.ReplanRequest;
import manyhands.plan.ReplanRequest.State;
import manyhands.whiteboard.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent fails at a task, and the planner thinks again.
final class ReplanningTest {

  private static final TaskId T1 = new TaskId("t1");
  private static final TaskId T2 = new TaskId("t2");
  private static final TokenUse USED = new TokenUse(7, 3, 0);

  @TempDir Path folder;
  private Workshop shop;

  @BeforeEach
  void open() {
    shop = new Workshop(folder);
    shop.models.judging = true;
    shop.crew.doings.put("milk", _ -> new TaskEnd.Failed("the cow is gone"));
  }

  @AfterEach
  void close() {
    shop.close();
  }

  /// Buys the milk instead, and keeps the second task.
  private static Replan buyIt(ReplanRequest request) {
    TaskId fresh = request.newId().apply(1);
    return new Replan(
        "buy it",
        List.of(
            new PlannedTask(fresh, "buy milk", List.of(), "there is milk"),
            new PlannedTask(T2, "curdle", List.of(fresh))),
        USED);
  }

  @Test
  void anotherWayTakesThePlaceOfWhatFailedAndTheSessionCompletes() {
    shop.crew.replanning = ReplanningTest::buyIt;

    SessionView view = shop.run(2, "milk; curdle < milk; bread");

    assertThat(view.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(view.tasks())
        .extracting(TaskView::id, TaskView::status, TaskView::superseded)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(T1, TaskStatus.FAILED, true),
            org.assertj.core.groups.Tuple.tuple(T2, TaskStatus.COMPLETED, false),
            org.assertj.core.groups.Tuple.tuple(new TaskId("t3"), TaskStatus.COMPLETED, false),
            org.assertj.core.groups.Tuple.tuple(new TaskId("t4"), TaskStatus.COMPLETED, false));
    assertThat(shop.all(view.id(), PlanChanged.class))
        .singleElement()
        .satisfies(change -> {
          assertThat(change.failed()).containsExactly(T1);
          assertThat(change.why()).contains("t1 failed: the cow is gone", "buy it");
          assertThat(change.usage()).isEqualTo(USED);
        });
    assertThat(view.usage().input()).isEqualTo(10 + 7);
    ReplanRequest request = shop.crew.replanned.getFirst();
    assertThat(request.tasks().getFirst().state()).isEqualTo(State.FAILED);
    assertThat(request.tasks().getFirst().outcome()).isEqualTo("the cow is gone");
    assertThat(request.tasks().get(1).state()).isEqualTo(State.OPEN);
  }

  @Test
  void whenNothingHelpsThingsGoOnAsBefore() {
    SessionView view = shop.run(2, "milk; curdle < milk; bread");

    assertThat(view.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(view.reason()).isEqualTo("2 of 3 tasks did not complete. t1: the cow is gone");
    assertThat(shop.crew.replanned).hasSize(1);
    assertThat(shop.all(view.id(), PlanChanged.class).getFirst().why()).contains("nothing helps");
  }

  @Test
  void aPlannerThatFailsIsSaidAndNotAskedAgain() {
    shop.crew.replanning =
        _ -> {
          throw new PlanException(PlanException.Code.BAD_PLAN, "it made no sense");
        };

    SessionView view = shop.run(2, "milk; curdle < milk");

    assertThat(view.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(shop.crew.replanned).hasSize(1);
    assertThat(shop.all(view.id(), PlanChanged.class).getFirst().why())
        .contains("it made no sense");
  }

  @Test
  void aPlanIsThoughtAboutAgainOnlySoOften() {
    shop.crew.doings.put("try again", _ -> new TaskEnd.Failed("still no cow"));
    shop.crew.replanning =
        request ->
            new Replan(
                "again",
                List.of(new PlannedTask(request.newId().apply(1), "try again", List.of())),
                USED);

    SessionView view = shop.run(1, "milk");

    assertThat(view.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(shop.crew.replanned).hasSize(Replanning.MOST);
    assertThat(view.tasks()).hasSize(1 + Replanning.MOST);
    assertThat(view.reason()).contains("still no cow");
  }

  @Test
  void nobodyThinksAgainWhenTheModelCannotBeUsedOrCannotJudge() {
    shop.crew.doings.put("milk", _ -> new TaskEnd.Failed(TaskEnd.Failed.MODEL + "no credit"));
    assertThat(shop.run(1, "milk").status()).isEqualTo(SessionStatus.FAILED);

    shop.models.judging = false;
    shop.crew.doings.put("milk", _ -> new TaskEnd.Failed("the cow is gone"));
    assertThat(shop.run(1, "milk").status()).isEqualTo(SessionStatus.FAILED);

    assertThat(shop.crew.replanned).isEmpty();
  }

  @Test
  void aServerThatIsKilledMeanwhileLeavesItToTheNext() throws Exception {
    CountDownLatch thinking = new CountDownLatch(1);
    shop.crew.replanning =
        _ -> {
          thinking.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlanException(PlanException.Code.INTERRUPTED, "stopped", e);
          }
          throw new AssertionError("it waits for ever");
        };
    SessionId id = shop.open(1, "milk; curdle < milk").id();
    thinking.await();
    shop.kill();

    Workshop next = new Workshop(folder, "next", shop.provider);
    shop = next;
    next.models.judging = true;
    next.crew.replanning = ReplanningTest::buyIt;
    next.sessions.start();

    assertThat(next.ended(id).status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(next.crew.replanned).hasSize(1);
    assertThat(next.all(id, PlanChanged.class)).hasSize(1);
  }
}
