package manyhands.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import manyhands.event.Event.PlannedTask;
import manyhands.event.Event.TaskAdded;
import manyhands.event.TaskId;
import manyhands.plan.Planner;
import manyhands.session.SessionException.Code;
import manyhands.whiteboard.Task;
import manyhands.whiteboard.Whiteboard;
import org.jspecify.annotations.Nullable;

/// The plan as a person wants it, whole: every task that stays or comes, in the order in which they
/// are to be handed out.
public record PlanEdit(List<Item> tasks) {

  /// One task: one that stays has its id, a new one none. It depends on tasks of the list, each
  /// named by its id or, as `#1` for the first, by its place. `done` says how anybody can tell that
  /// it is done; one that stays keeps its own when that is absent, and loses it when it is empty.
  public record Item(
      @Nullable String id,
      String description,
      @Nullable List<String> dependsOn,
      @Nullable String done) {
    /// Without a word about when it is done.
    public Item(@Nullable String id, String description, @Nullable List<String> dependsOn) {
      this(id, description, dependsOn, null);
    }
  }

  /// The tasks that the edit comes to. Fails with `BAD_PLAN`, naming the task.
  List<PlannedTask> on(Whiteboard board) {
    if (tasks.isEmpty() || tasks.size() > Planner.MAX_TASKS) {
      throw bad("a plan has from 1 to %d tasks, not %d".formatted(Planner.MAX_TASKS, tasks.size()));
    }
    List<TaskId> ids = ids(board);
    List<PlannedTask> planned = new ArrayList<>();
    for (int place = 0; place < tasks.size(); place++) {
      planned.add(
          new PlannedTask(
              ids.get(place), description(place), dependsOn(place, ids), done(place, board)));
    }
    try {
      Whiteboard.check(
          planned.stream()
              .map(it -> new TaskAdded(it.task(), it.description(), it.dependsOn()))
              .toList());
    } catch (IllegalArgumentException e) {
      throw bad(Words.of(e));
    }
    return planned;
  }

  private List<TaskId> ids(Whiteboard board) {
    Set<String> there = new HashSet<>();
    board.current().forEach(task -> there.add(task.id().value()));
    List<TaskId> ids = new ArrayList<>();
    int added = 0;
    for (int place = 0; place < tasks.size(); place++) {
      String id = tasks.get(place).id();
      if (id == null) {
        ids.add(board.newId(++added));
      } else if (there.remove(id)) {
        ids.add(new TaskId(id));
      } else {
        throw bad(
            "%s is called \"%s\": there is no such task in the plan, or it is listed twice; a new task has no id"
                .formatted(words(place), Words.brief(id)));
      }
    }
    return ids;
  }

  private String description(int place) {
    String description = tasks.get(place).description().strip();
    if (description.isEmpty()) {
      throw bad(words(place) + " has no description");
    }
    if (description.length() > Planner.MAX_DESCRIPTION) {
      throw bad(
          "the description of %s has %,d characters, and at most %,d are taken"
              .formatted(words(place), description.length(), Planner.MAX_DESCRIPTION));
    }
    return description;
  }

  private @Nullable String done(int place, Whiteboard board) {
    String id = tasks.get(place).id();
    String done = tasks.get(place).done();
    if (done == null) {
      return id == null ? null : board.task(new TaskId(id)).done();
    }
    if (done.length() > Planner.MAX_DESCRIPTION) {
      throw bad(
          "what says when %s is done has %,d characters, and at most %,d are taken"
              .formatted(words(place), done.length(), Planner.MAX_DESCRIPTION));
    }
    return done.isBlank() ? null : done.strip();
  }

  private List<TaskId> dependsOn(int place, List<TaskId> ids) {
    List<String> names = tasks.get(place).dependsOn();
    return names == null
        ? List.of()
        : names.stream().map(name -> named(name, place, ids)).distinct().toList();
  }

  private static TaskId named(String name, int place, List<TaskId> ids) {
    if (name.matches("#[1-9]\\d{0,3}") && Integer.parseInt(name.substring(1)) <= ids.size()) {
      return ids.get(Integer.parseInt(name.substring(1)) - 1);
    }
    return ids.stream()
        .filter(id -> id.value().equals(name))
        .findFirst()
        .orElseThrow(() ->
            bad(
                "%s depends on \"%s\", which is not in the plan"
                    .formatted(words(place), Words.brief(name))));
  }

  private static String words(int place) {
    return "task #" + (place + 1);
  }

  private static SessionException bad(String why) {
    return new SessionException(Code.BAD_PLAN, why);
  }

  /// True when these are the tasks of the plan as it is.
  static boolean isAsBefore(List<PlannedTask> planned, Whiteboard board) {
    return planned.equals(before(board).toList());
  }

  private static Stream<PlannedTask> before(Whiteboard board) {
    return board.current().stream().map(PlanEdit::planned);
  }

  private static PlannedTask planned(Task task) {
    return new PlannedTask(task.id(), task.description(), task.dependsOn(), task.done());
  }

  /// What is different, for people.
  static String difference(List<PlannedTask> planned, Whiteboard board) {
    List<TaskId> old = before(board).map(PlannedTask::task).toList();
    List<TaskId> now = planned.stream().map(PlannedTask::task).toList();
    long added = now.stream().filter(id -> !old.contains(id)).count();
    long dropped = old.stream().filter(id -> !now.contains(id)).count();
    long edited =
        before(board).filter(it -> now.contains(it.task()) && !planned.contains(it)).count();
    return "%d added, %d dropped, %d edited".formatted(added, dropped, edited);
  }
}
