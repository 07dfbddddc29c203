package manyhands.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import manyhands.event.Event.PlannedTask;
import manyhands.event.TaskId;
import manyhands.model.Part.ToolCall;
import manyhands.model.Reply;
import manyhands.plan.ReplanRequest.Now;
import manyhands.plan.ReplanRequest.State;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads and validates what is still to be done in a model's reply.
sealed interface ReplanReading {

  /// What people are told; longer is cut.
  int MAX_WHY = 1_000;

  record Read(String why, List<PlannedTask> tasks) implements ReplanReading {}

  /// Why it cannot be used, in words that a model can act on.
  record Wrong(String why) implements ReplanReading {}

  static ReplanReading read(Reply reply, ReplanRequest request) {
    List<ToolCall> calls = reply.toolCalls();
    if (calls.size() != 1 || !calls.getFirst().name().equals(Replanner.TOOL)) {
      return new Wrong("the tool `" + Replanner.TOOL + "` must be called, once and no other");
    }
    JsonNode tasks = calls.getFirst().arguments().path("tasks");
    if (!tasks.isArray() || tasks.size() > Planner.MAX_TASKS) {
      return new Wrong("`tasks` must be an array of at most " + Planner.MAX_TASKS + " tasks");
    }
    String why = calls.getFirst().arguments().path("why").stringValue("").strip();
    try {
      return new Read(
          why.length() > MAX_WHY ? why.substring(0, MAX_WHY) + "..." : why,
          new Reader(request, tasks).read());
    } catch (Malformed malformed) {
      return new Wrong(String.valueOf(malformed.getMessage()));
    }
  }

  /// Says what is wrong with one of the tasks.
  final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  /// Reads one list.
  final class Reader {
    private final ReplanRequest request;
    private final JsonNode list;
    private final Map<String, Now> there = new HashMap<>();
    private final List<TaskId> ids = new ArrayList<>();

    Reader(ReplanRequest request, JsonNode list) {
      this.request = request;
      this.list = list;
      request.tasks().forEach(task -> there.put(task.id().value(), task));
    }

    List<PlannedTask> read() throws Malformed {
      int added = 0;
      for (JsonNode task : list) {
        String id = task.path("id").stringValue("");
        ids.add(id.isBlank() ? request.newId().apply(++added) : kept(id));
      }
      if (new HashSet<>(ids).size() < ids.size()) {
        throw new Malformed("a task is listed twice");
      }
      List<PlannedTask> planned = new ArrayList<>();
      for (int place = 0; place < ids.size(); place++) {
        JsonNode task = list.get(place);
        String description = text(task, "description", place);
        if (description == null) {
          throw new Malformed("task #" + (place + 1) + " has no `description`");
        }
        planned.add(
            new PlannedTask(
                ids.get(place), description, needs(task, place), text(task, "done", place)));
      }
      checkCircles(planned);
      return List.copyOf(planned);
    }

    private TaskId kept(String id) throws Malformed {
      Now task = there.get(id);
      if (task == null || task.state() != State.OPEN) {
        throw new Malformed(
            "there is no task `"
                + id
                + "` that nobody has begun: only such a task is listed by its id, a new one has null");
      }
      return task.id();
    }

    private static @Nullable String text(JsonNode task, String name, int place) throws Malformed {
      String text = task.path(name).stringValue("").strip();
      if (text.length() > Planner.MAX_DESCRIPTION) {
        throw new Malformed("the `" + name + "` of task #" + (place + 1) + " is too long");
      }
      return text.isEmpty() ? null : text;
    }

    private List<TaskId> needs(JsonNode task, int place) throws Malformed {
      Set<TaskId> needs = new LinkedHashSet<>();
      for (JsonNode need : task.path("depends_on")) {
        String name = need.stringValue("");
        boolean place1 = name.matches("#[1-9]\\d{0,3}");
        int at = place1 ? Integer.parseInt(name.substring(1)) - 1 : -1;
        Now other = there.get(name);
        boolean goesOn =
            other != null && (other.state() == State.DONE || other.state() == State.UNDERWAY);
        if (at >= 0 && at < ids.size()) {
          needs.add(ids.get(at));
        } else if (other != null && (goesOn || ids.contains(other.id()))) {
          needs.add(other.id());
        } else {
          throw new Malformed(
              "task #"
                  + (place + 1)
                  + " depends on `"
                  + name
                  + "`, which is neither done, nor being worked on, nor in the list");
        }
      }
      return List.copyOf(needs);
    }

    /// Takes away what waits for nobody until nothing is left; what remains waits for itself.
    private void checkCircles(List<PlannedTask> planned) throws Malformed {
      Set<TaskId> waiting = new HashSet<>(ids);
      while (planned.stream()
          .anyMatch(task ->
              waiting.contains(task.task())
                  && task.dependsOn().stream().noneMatch(waiting::contains)
                  && waiting.remove(task.task()))) {
        // Each round takes away one.
      }
      if (!waiting.isEmpty()) {
        throw new Malformed("these tasks wait for each other: " + waiting);
      }
    }
  }
}
