package manyhands.whiteboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.Event.AgentFinished;
import manyhands.event.Event.TaskAdded;
import manyhands.event.Event.TaskAssigned;
import manyhands.event.Event.TaskCompleted;
import manyhands.event.Event.TaskFailed;
import manyhands.event.TaskId;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// Random plans, random agents, random ends: whatever happens, every task ends once, and none is
/// begun before what it depends on is completed.
class WhiteboardPropertyTest {

  @RepeatedTest(500)
  void everyPlanEndsAndKeepsItsOrder(RepetitionInfo seed) {
    Random random = new Random(seed.getCurrentRepetition());
    int tasks = random.nextInt(1, 26);
    int agents = random.nextInt(1, 7);
    int failuresInAHundred = random.nextInt(61);
    List<TaskAdded> plan = plan(tasks, random);
    Whiteboard.check(plan);
    Whiteboard board = new Whiteboard();
    plan.forEach(board::apply);
    List<AgentId> crew =
        new ArrayList<>(
            IntStream.rangeClosed(1, agents).mapToObj(i -> new AgentId("a" + i)).toList());
    Map<TaskId, Event> ends = new HashMap<>();
    Map<AgentId, TaskId> busy = new HashMap<>();
    for (int round = 0; !board.isDone(); round++) {
      assertThat(round).as("rounds").isLessThan(10 * tasks + 10 * agents);
      for (TaskFailed doomed : board.doomed()) {
        end(board, ends, doomed.task(), doomed);
      }
      List<AgentId> free = crew.stream().filter(board::isFree).toList();
      List<TaskAssigned> picks = board.next(free);
      checkPicks(board, plan, picks, free);
      for (TaskAssigned pick : picks) {
        board.apply(pick);
        busy.put(pick.agent(), pick.task());
      }
      if (!busy.isEmpty()) {
        endOne(board, crew, ends, busy, failuresInAHundred, random);
      }
    }
    assertThat(ends.keySet()).hasSize(tasks);
  }

  private static void endOne(
      Whiteboard board,
      List<AgentId> crew,
      Map<TaskId, Event> ends,
      Map<AgentId, TaskId> busy,
      int failuresInAHundred,
      Random random) {
    AgentId agent =
        busy.keySet().stream()
            .sorted((a, b) -> a.value().compareTo(b.value()))
            .skip(random.nextInt(busy.size()))
            .findFirst()
            .orElseThrow();
    TaskId task = busy.remove(agent);
    if (crew.size() > 1 && random.nextInt(100) < failuresInAHundred / 4) {
      crew.remove(agent);
      board.apply(new AgentFinished(agent, "failed", "no desktop"));
      assertThat(board.task(task).status()).isEqualTo(TaskStatus.PENDING);
    } else if (random.nextInt(100) < failuresInAHundred) {
      end(board, ends, task, new TaskFailed(task, agent, "bad luck"));
    } else {
      end(board, ends, task, new TaskCompleted(task, agent, "done"));
    }
  }

  private static void end(Whiteboard board, Map<TaskId, Event> ends, TaskId task, Event how) {
    assertThat(ends.put(task, how)).as("an earlier end of %s", task).isNull();
    board.apply(how);
    assertThat(board.task(task).status().ended()).isTrue();
  }

  private static void checkPicks(
      Whiteboard board, List<TaskAdded> plan, List<TaskAssigned> picks, List<AgentId> free) {
    Set<TaskId> tasks = new HashSet<>();
    Set<AgentId> agents = new HashSet<>();
    for (TaskAssigned pick : picks) {
      assertThat(tasks.add(pick.task())).isTrue();
      assertThat(agents.add(pick.agent())).isTrue();
      assertThat(free).contains(pick.agent());
      assertThat(board.dependencies(pick.task()))
          .allMatch(dependency -> dependency.status() == TaskStatus.COMPLETED);
    }
    long ready =
        plan.stream()
            .map(task -> board.task(task.task()))
            .filter(task -> task.status() == TaskStatus.PENDING)
            .filter(task ->
                board.dependencies(task.id()).stream()
                    .allMatch(it -> it.status() == TaskStatus.COMPLETED))
            .count();
    assertThat((long) picks.size()).isEqualTo(Math.min(ready, free.size()));
  }

  /// A plan without circles whose tasks stand in any order.
  private static List<TaskAdded> plan(int tasks, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, tasks).boxed().toList());
    java.util.Collections.shuffle(order, random);
    List<TaskAdded> plan = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      int mine = order.get(i);
      List<TaskId> before = new ArrayList<>();
      for (int j = 0; j < tasks; j++) {
        if (order.get(j) < mine && random.nextInt(4) == 0) {
          before.add(new TaskId("t" + (j + 1)));
        }
      }
      plan.add(new TaskAdded(new TaskId("t" + (i + 1)), "do it", before));
    }
    return plan;
  }
}
