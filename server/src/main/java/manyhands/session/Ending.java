package manyhands.session;

import java.util.List;
import java.util.Optional;
import manyhands.whiteboard.Task;
import manyhands.whiteboard.TaskStatus;

/// How a session ends; `early` when there may still be tasks and agents.
record Ending(String status, String reason, boolean early) {

  /// How the tasks of a plan come out: stopped when some were cancelled, failed when some failed.
  static Ending judged(List<Task> tasks) {
    List<Task> bad =
        tasks.stream()
            .filter(task -> task.status() != TaskStatus.COMPLETED && !task.superseded())
            .toList();
    if (bad.isEmpty()) {
      return new Ending("completed", "", false);
    }
    Optional<Task> given =
        bad.stream().filter(task -> task.status() == TaskStatus.CANCELLED).findFirst();
    if (given.isPresent()) {
      return new Ending("stopped", given.get().outcome(), false);
    }
    // A task that failed by itself says more than one that waited for it.
    Task first = bad.stream().filter(task -> task.attempts() > 0).findFirst().orElse(bad.get(0));
    return new Ending(
        "failed",
        "%d of %d tasks did not complete. %s: %s"
            .formatted(bad.size(), tasks.size(), first.id(), first.outcome()),
        false);
  }
}
