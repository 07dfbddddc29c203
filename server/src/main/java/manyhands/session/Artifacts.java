package manyhands.session;

import java.io.IOException;
import java.io.InputStream;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Collects the files that one agent makes on one machine: everything visible under the home folder
/// that is new or changed since it was looked at last, and what the agent names. All of it is
/// hostile: names, numbers and contents.
final class Artifacts {

  private static final Logger LOG = LoggerFactory.getLogger(Artifacts.class);

  private static final String HOME = ".";

  /// A file may grow by so many bytes between being listed and being read.
  private static final long GROWTH = 64 << 10;

  private final AgentId agent;
  private final Machine machine;
  private final Blobs blobs;
  private final ArtifactShelf shelf;
  private final Map<String, FileEntry> seen = new HashMap<>();
  private @Nullable BlobId before;

  Artifacts(AgentId agent, Machine machine, Blobs blobs, ArtifactShelf shelf) {
    this.agent = agent;
    this.machine = machine;
    this.blobs = blobs;
    this.shelf = shelf;
  }

  /// Remembers what is there before the agent begins: that is nobody's work.
  void begin() {
    List<FileEntry> files = list();
    files.forEach(file -> seen.put(file.path(), file));
    if (!files.isEmpty()) {
      before = blobs.put(JsonMapper.shared().writeValueAsBytes(files));
    }
  }

  /// Where the list of what was there before is kept; null when nothing was.
  @Nullable BlobId before() {
    return before;
  }

  /// Goes on for a server before this one, which had found that list. What that one collected is on
  /// the shelf.
  void resume(@Nullable BlobId list) {
    before = list;
    if (list == null) {
      return;
    }
    try (InputStream in = blobs.open(list)) {
      for (FileEntry file : JsonMapper.shared().readValue(in, FileEntry[].class)) {
        seen.put(file.path(), file);
      }
    } catch (IOException | LogException e) {
      // Then too much is kept, which is better than too little.
      LOG.warn("what was on the desktop of {} before is not known: {}", agent, e.getMessage());
    }
  }

  /// This one, as it is, is nobody's work.
  void know(FileEntry file) {
    seen.put(file.path(), file);
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
      ArtifactCollected rest = left(agent + ArtifactShelf.REST, task, 0, why);
      if (rest != null) {
        facts.add(rest);
      }
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
    boolean isNew = false;
    try {
      if (room < Math.max(1, size)) {
        return left(name, task, Math.max(0, size), "the session has no room for more files");
      }
      BlobId blob = blobs.put(copy::writeTo);
      if (shelf.isCopy(path, blob)) {
        return null;
      }
      ArtifactCollected fact =
          new ArtifactCollected(name, agent, task, copy.bytes(), blob, copy.type(path), null);
      isNew = shelf.isNews(fact);
      return isNew ? fact : null;
    } catch (DesktopException e) {
      return unreadable(name, task, size, e);
    } catch (LogException e) {
      return left(name, task, Math.max(0, size), "it could not be stored: " + Words.of(e));
    } finally {
      shelf.giveRoom(isNew ? room - copy.bytes() : room);
    }
  }

  private @Nullable ArtifactCollected unreadable(
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

  private @Nullable ArtifactCollected left(
      String name, @Nullable TaskId task, long size, String why) {
    ArtifactCollected fact =
        new ArtifactCollected(name, agent, task, size, null, MediaTypes.UNKNOWN, why);
    return shelf.isNews(fact) ? fact : null;
  }
}
