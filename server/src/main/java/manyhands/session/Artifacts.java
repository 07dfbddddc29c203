package manyhands.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import manyhands.desktop.DesktopException;
import manyhands.desktop.FileEntry;
import manyhands.desktop.Machine;
import manyhands.event.AgentId;
import manyhands.event.BlobId;
import manyhands.event.Blobs;
import manyhands.event.Event.ArtifactCollected;
import manyhands.event.LogException;
import manyhands.event.TaskId;
import org.jspecify.annotations.Nullable;

/// Collects the files that one agent makes on one machine: everything visible under the home folder
/// that is new or changed since it was looked at last, and what the agent names. All of it is
/// hostile: names, numbers and contents.
final class Artifacts {

  private static final String HOME = ".";

  /// A file may grow by so many bytes between being listed and being read.
  private static final long GROWTH = 64 << 10;

  private final AgentId agent;
  private final Machine machine;
  private final Blobs blobs;
  private final ArtifactShelf shelf;
  private final Map<String, FileEntry> seen = new HashMap<>();
  private final Map<String, BlobId> kept = new HashMap<>();

  Artifacts(AgentId agent, Machine machine, Blobs blobs, ArtifactShelf shelf) {
    this.agent = agent;
    this.machine = machine;
    this.blobs = blobs;
    this.shelf = shelf;
  }

  /// Remembers what is there before the agent begins: that is nobody's work.
  void begin() {
    list().forEach(file -> seen.put(file.path(), file));
  }

  /// Keeps what is new or changed, and the named files; the facts to write about it, none for an
  /// unchanged file. Fails with a [DesktopException] once the machine is gone.
  List<ArtifactCollected> collect(@Nullable TaskId task, List<String> named) {
    Map<String, Long> wanted = new LinkedHashMap<>();
    for (FileEntry file : list()) {
      if (!file.equals(seen.put(file.path(), file))) {
        wanted.put(file.path(), file.size());
      }
    }
    named.stream()
        .limit(shelf.limits().files())
        .map(ArtifactPath::of)
        .filter(path -> !path.isEmpty())
        .forEach(path -> wanted.putIfAbsent(path, -1L));
    List<ArtifactCollected> facts = new ArrayList<>();
    int unnamed = 0;
    for (Map.Entry<String, Long> file : wanted.entrySet()) {
      String name = shelf.name(agent, file.getKey());
      if (name == null) {
        unnamed++;
        continue;
      }
      ArtifactCollected fact = keep(name, file.getKey(), file.getValue(), task);
      if (fact != null) {
        facts.add(fact);
      }
    }
    if (unnamed > 0) {
      String why =
          "%d more files: a session keeps at most %d".formatted(unnamed, shelf.limits().files());
      facts.add(left(agent + "/...", task, 0, why));
    }
    return facts;
  }

  private List<FileEntry> list() {
    return machine.list(HOME, shelf.limits().listed());
  }

  private @Nullable ArtifactCollected keep(
      String name, String path, long size, @Nullable TaskId task) {
    if (path.length() > shelf.limits().nameLength()) {
      return left(name, task, Math.max(0, size), "its name is too long");
    }
    if (size > shelf.limits().fileBytes()) {
      return left(name, task, size, tooLarge());
    }
    long wanted = size < 0 ? shelf.limits().fileBytes() : size + GROWTH;
    long room = shelf.takeRoom(wanted);
    Copy copy = new Copy(machine, path, room);
    try {
      if (room < Math.max(1, size)) {
        return left(name, task, Math.max(0, size), "the session has no room for more files");
      }
      BlobId blob = blobs.put(copy::writeTo);
      return blob.equals(kept.put(name, blob))
          ? null
          : new ArtifactCollected(name, agent, task, copy.bytes(), blob, copy.type(path), null);
    } catch (DesktopException e) {
      return unreadable(name, task, size, e);
    } catch (LogException e) {
      return left(name, task, Math.max(0, size), "it could not be stored: " + Words.of(e));
    } finally {
      shelf.giveRoom(room - copy.bytes());
    }
  }

  private ArtifactCollected unreadable(
      String name, @Nullable TaskId task, long size, DesktopException e) {
    return switch (e.code()) {
      case TOO_LARGE -> left(name, task, Math.max(0, size), tooLarge());
      case NO_SUCH_FILE -> left(name, task, Math.max(0, size), "there is no plain file there");
      case UNAVAILABLE,
          START_FAILED,
          LOST,
          PROTOCOL,
          AUTHENTICATION,
          TIMEOUT,
          BAD_ACTION,
          UNSUPPORTED,
          CLOSED,
          INTERRUPTED ->
          throw e;
    };
  }

  private String tooLarge() {
    return "it is larger than " + (shelf.limits().fileBytes() >> 20) + " MiB, or still growing";
  }

  private ArtifactCollected left(String name, @Nullable TaskId task, long size, String why) {
    kept.remove(name);
    return new ArtifactCollected(name, agent, task, size, null, MediaTypes.UNKNOWN, why);
  }
}
