package manyhands.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import manyhands.event.Event;
import manyhands.event.TaskId;

/// What agents noted, by task. A fold. Safe for use by many threads.
final class Notes {

  private final Map<TaskId, List<String>> byTask = new HashMap<>();

  synchronized void apply(Event event) {
    if (event instanceof Event.NoteAdded it) {
      byTask.computeIfAbsent(it.task(), _ -> new ArrayList<>()).add(it.text());
    }
  }

  /// In their order.
  synchronized List<String> of(TaskId task) {
    return List.copyOf(byTask.getOrDefault(task, List.of()));
  }
}
