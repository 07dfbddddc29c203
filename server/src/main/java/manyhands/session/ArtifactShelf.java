package manyhands.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import manyhands.event.AgentId;
import manyhands.event.BlobId;
import manyhands.event.Event;
import manyhands.event.Event.ArtifactCollected;
import org.jspecify.annotations.Nullable;

/// What the agents of one session have put away together: which names are taken, and how much room
/// is left. Safe for use by many threads.
final class ArtifactShelf {

  /// What follows an agent's id in the name of the files that found no name.
  static final String REST = "/...";

  /// What the names of the folders begin with that hold copies of other desktops' files.
  static final String COPIES = "from-";

  private final ArtifactLimits limits;
  private final Map<String, Owner> names = new HashMap<>();
  private final Map<Owner, String> known = new HashMap<>();
  private final Map<String, ArtifactCollected> latest = new HashMap<>();
  private long bytesLeft;
  private int filesLeft;

  ArtifactShelf(ArtifactLimits limits) {
    this.limits = limits;
    this.bytesLeft = limits.totalBytes();
    this.filesLeft = limits.files();
  }

  ArtifactLimits limits() {
    return limits;
  }

  /// The name of an agent's file: its path, fit for showing, after the agent's id when another file
  /// has that name already. Null when there are as many names as allowed.
  synchronized @Nullable String name(AgentId agent, String path) {
    Owner owner = new Owner(agent, path);
    String before = known.get(owner);
    if (before != null) {
      return before;
    }
    if (filesLeft == 0) {
      return null;
    }
    filesLeft--;
    String name = shown(path);
    while (names.containsKey(name)) {
      name = agent + "/" + name;
    }
    names.put(name, owner);
    known.put(owner, name);
    return name;
  }

  /// Takes in what was put away by a server before this one.
  synchronized void apply(Event event) {
    if (!(event instanceof ArtifactCollected it)) {
      return;
    }
    bytesLeft = Math.max(0, bytesLeft - (it.sha256() == null ? 0 : it.size()));
    boolean isFile = !it.name().equals(it.agent() + REST);
    if (isFile && !names.containsKey(it.name())) {
      Owner owner = new Owner(it.agent(), it.name().replaceFirst("^" + it.agent() + "/", ""));
      names.put(it.name(), owner);
      known.put(owner, it.name());
      filesLeft = Math.max(0, filesLeft - 1);
    }
    latest.put(it.name(), it);
  }

  /// True for a fact that says something new of its file, which is what the shelf knows then.
  synchronized boolean isNews(ArtifactCollected fact) {
    ArtifactCollected before = latest.put(fact.name(), fact);
    return before == null
        || before.size() != fact.size()
        || !Objects.equals(before.sha256(), fact.sha256())
        || !Objects.equals(before.left(), fact.left());
  }

  /// True for a file that was brought from another desktop and is as it was there.
  synchronized boolean isCopy(String path, BlobId content) {
    int folder = path.startsWith(COPIES) ? path.indexOf('/') : -1;
    ArtifactCollected there = folder < 0 ? null : latest.get(path.substring(folder + 1));
    return there != null && content.equals(there.sha256());
  }

  private String shown(String path) {
    // A file outside the home folder has no leading slash in its name, as no name has.
    String clean = Words.clean(path.replaceFirst("^/+", ""));
    return clean.length() > limits.nameLength() ? clean.substring(0, limits.nameLength()) : clean;
  }

  /// Takes room for so many bytes; answers how many there is room for, at most that.
  synchronized long takeRoom(long bytes) {
    long taken = Math.min(bytes, bytesLeft);
    bytesLeft -= taken;
    return taken;
  }

  /// Gives room back that was not needed.
  synchronized void giveRoom(long bytes) {
    bytesLeft += bytes;
  }

  private record Owner(AgentId agent, String path) {}
}
