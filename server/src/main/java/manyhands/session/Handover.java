package manyhands.session;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import manyhands.desktop.DesktopException;
import manyhands.desktop.FileEntry;
import manyhands.desktop.Machine;
import manyhands.event.Event.ArtifactCollected;
import manyhands.event.LogException;
import manyhands.event.TaskId;
import manyhands.session.Harvest.Made;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the files of finished tasks to the desktop of an agent whose task needs them: a copy of
/// each in the folder `from-TASK` under the home folder. What was made on this desktop stays where
/// it is.
final class Handover {

  private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

  /// More than that belongs into an archive, and its names would fill a model's conversation.
  static final int MOST_FILES = 100;

  /// Of one file, which is held in memory while it is written.
  static final long MOST_FILE_BYTES = 64L << 20;

  /// Of all files of one task together: a desktop's disk is small.
  static final long MOST_BYTES = 256L << 20;

  private final Machine machine;
  private final SessionWork work;
  private final Map<String, FileEntry> there;
  private long bytesLeft = MOST_BYTES;
  private int filesLeft = MOST_FILES;

  private Handover(Machine machine, SessionWork work) {
    this.machine = machine;
    this.work = work;
    this.there = list(machine, work);
  }

  private static Map<String, FileEntry> list(Machine machine, SessionWork work) {
    Map<String, FileEntry> files = new LinkedHashMap<>();
    machine.list(".", work.shelf().limits().listed()).forEach(it -> files.put(it.path(), it));
    return files;
  }

  /// Brings what these tasks made and is not there yet; the paths of what is there then, by the
  /// task that made it. Fails with a [manyhands.desktop.DesktopException].
  static Map<TaskId, List<String>> bring(Desk desk, Set<TaskId> tasks, SessionWork work) {
    List<Made> needed =
        work.journal().made().stream().filter(it -> tasks.contains(it.task())).toList();
    if (needed.isEmpty()) {
      return Map.of();
    }
    Handover handover = new Handover(desk.desktop().machine(), work);
    Map<TaskId, List<String>> paths = new LinkedHashMap<>();
    for (Made file : needed) {
      boolean here = desk.desktop().id().equals(file.desktop());
      String path = here ? own(file.file()) : copy(file);
      if (handover.there.containsKey(path) || (!here && handover.write(path, file.file()))) {
        paths.computeIfAbsent(file.task(), _ -> new ArrayList<>()).add(path);
      }
    }
    know(desk.artifacts(), desk.desktop().machine(), work);
    return paths;
  }

  /// Tells who collects files that copies from other desktops are nobody's work here. Those of a
  /// server before this one are known by what is in them ([ArtifactShelf#isCopy]).
  private static void know(Artifacts artifacts, Machine machine, SessionWork work) {
    List<Made> all = work.journal().made();
    if (all.isEmpty()) {
      return;
    }
    Map<String, Long> copies =
        all.stream()
            .collect(Collectors.toMap(Handover::copy, it -> it.file().size(), (_, last) -> last));
    list(machine, work).values().stream()
        .filter(it -> Objects.equals(copies.get(it.path()), it.size()))
        .forEach(artifacts::know);
  }

  /// Where an agent's file lies on its own desktop: two agents' files of one name are told apart by
  /// the agent's id before it.
  private static String own(ArtifactCollected file) {
    String before = file.agent() + "/";
    return file.name().startsWith(before) ? file.name().substring(before.length()) : file.name();
  }

  private static String copy(Made file) {
    return ArtifactShelf.COPIES + file.task() + "/" + ArtifactPath.of(file.file().name());
  }

  private boolean write(String path, ArtifactCollected file) {
    boolean fits = filesLeft > 0 && file.size() <= MOST_FILE_BYTES && file.size() <= bytesLeft;
    // The name is hostile: it must not lead out of the folder.
    if (!fits || !path.equals(ArtifactPath.of(path)) || path.contains("//")) {
      return false;
    }
    try (InputStream in = work.parts().blobs().open(Objects.requireNonNull(file.sha256()))) {
      machine.write(path, in.readAllBytes());
    } catch (DesktopException e) {
      if (e.code() == DesktopException.Code.INTERRUPTED || !machine.alive()) {
        throw e;
      }
      LOG.warn("a file of {} finds no place: {}", work.session(), e.getMessage());
      return false;
    } catch (IOException | LogException e) {
      LOG.warn("a file of {} cannot be handed on: {}", work.session(), e.getMessage());
      return false;
    }
    filesLeft--;
    bytesLeft -= file.size();
    return true;
  }
}
