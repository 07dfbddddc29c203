package manyhands.whiteboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import manyhands.event.AgentId;
import manyhands.event.Event.AgentFinished;
import manyhands.event.Event.TaskAdded;
import manyhands.event.Event.TaskAssigned;
import manyhands.event.Event.TaskCancelled;
import manyhands.event.Event.TaskCompleted;
import manyhands.event.Event.TaskFailed;
import manyhands.event.TaskId;
import org.junit.jupiter.api.Test;

class WhiteboardTest {

  private static final AgentId ADA = new AgentId("a1");
  private static final AgentId BO = new AgentId("a2");
  private static final List<AgentId> BOTH = List.of(ADA, BO);

  private final Whiteboard board = new Whiteboard();

  @Test
  void givesTheFirstReadyTasksToDifferentAgents() {
    add("t1");
    add("t2");
    add("t3");
    assertThat(board.next(BOTH)).containsExactly(assign("t1", ADA, 1), assign("t2", BO, 1));
  }

  @Test
  void givesADependantToTheAgentThatCompletedTheLastDependency() {
    add("t1");
    add("t2");
    add("t3");
    add("t4", "t1", "t2");
    does("t1", ADA);
    does("t2", BO);
    assertThat(board.next(BOTH)).containsExactly(assign("t4", BO, 1), assign("t3", ADA, 1));
    assertThat(board.next(List.of(ADA))).containsExactly(assign("t3", ADA, 1));
  }

  @Test
  void waitsForDependenciesAlsoThoseThatComeLaterInThePlan() {
    add("t1", "t2");
    add("t2");
    assertThat(board.next(BOTH)).containsExactly(assign("t2", ADA, 1));
    does("t2", ADA);
    assertThat(board.next(BOTH)).containsExactly(assign("t1", ADA, 1));
    assertThat(board.dependencies(id("t1"))).extracting(Task::outcome).containsExactly("t2 done");
  }

  @Test
  void failsWhatDependsOnAFailedOrCancelledTask() {
    add("t1");
    add("t2", "t1");
    add("t3", "t2");
    add("t4");
    add("t5", "t4");
    board.apply(new TaskFailed(id("t1"), ADA, "no milk"));
    board.apply(new TaskCancelled(id("t4"), "not wanted"));
    String why = "it depends on t1, which did not complete: no milk";
    assertThat(board.doomed())
        .containsExactly(
            new TaskFailed(id("t2"), null, why),
            new TaskFailed(id("t3"), null, why),
            new TaskFailed(id("t5"), null, "it depends on t4, which did not complete: not wanted"));
  }

  @Test
  void takesTheTaskBackFromAnAgentThatEnds() {
    add("t1");
    board.apply(assign("t1", ADA, 1));
    assertThat(board.isFree(ADA)).isFalse();
    board.apply(new AgentFinished(ADA, "failed", "no desktop"));
    assertThat(board.hasFinished(ADA)).isTrue();
    assertThat(board.next(List.of(BO))).containsExactly(assign("t1", BO, 2));
  }

  @Test
  void refusesToEndATaskTwice() {
    add("t1");
    does("t1", ADA);
    assertThatThrownBy(() -> board.apply(new TaskFailed(id("t1"), ADA, "late")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesPlansThatCannotEnd() {
    assertThatThrownBy(() -> Whiteboard.check(List.of(task("t1", "t2"), task("t2", "t1"))))
        .hasMessageContaining("wait for each other");
    assertThatThrownBy(() -> Whiteboard.check(List.of(task("t1", "t1"))))
        .hasMessageContaining("wait for each other");
    assertThatThrownBy(() -> Whiteboard.check(List.of(task("t1", "t9"))))
        .hasMessageContaining("t1 depends on t9, which is not in the plan");
    assertThatThrownBy(() -> Whiteboard.check(List.of(task("t1"), task("t1"))))
        .hasMessageContaining("two tasks are called t1");
    Whiteboard.check(List.of(task("t1", "t2"), task("t2")));
  }

  private void does(String task, AgentId agent) {
    board.apply(assign(task, agent, 1));
    board.apply(new TaskCompleted(id(task), agent, task + " done"));
  }

  private void add(String task, String... before) {
    board.apply(task(task, before));
  }

  private static TaskAdded task(String task, String... before) {
    return new TaskAdded(
        id(task), "do " + task, Arrays.stream(before).map(WhiteboardTest::id).toList());
  }

  private static TaskAssigned assign(String task, AgentId agent, int attempt) {
    return new TaskAssigned(id(task), agent, attempt);
  }

  private static TaskId id(String id) {
    return new TaskId(id);
  }
}
