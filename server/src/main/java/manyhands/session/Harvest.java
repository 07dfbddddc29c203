package manyhands.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import manyhands.desktop.DesktopId;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.Event.ArtifactCollected;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// The files that were made at each task, and on which desktop: a fold. For one thread at a time.
final class Harvest {

  /// A file as it was when its task ended.
  record Made(TaskId task, ArtifactCollected file, @Nullable DesktopId desktop) {}

  private final Map<AgentId, DesktopId> desktops = new HashMap<>();
  private final Map<TaskId, Map<String, Made>> files = new LinkedHashMap<>();

  void apply(Event event) {
    if (event instanceof Event.DesktopReady it) {
      desktops.put(it.agent(), it.desktop());
    } else if (event instanceof ArtifactCollected it && it.sha256() != null) {
      TaskId task = it.task();
      if (task == null) {
        return;
      }
      files
          .computeIfAbsent(task, _ -> new LinkedHashMap<>())
          .put(it.name(), new Made(task, it, desktops.get(it.agent())));
    }
  }

  /// In the order in which they were collected.
  List<Made> made() {
    List<Made> all = new ArrayList<>();
    files.values().forEach(those -> all.addAll(those.values()));
    return all;
  }
}
