package manyhands.session;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import manyhands.event.EventJson;
import manyhands.event.SessionId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Views of sessions that have ended, beside the log, so that a list needs no ten thousand facts
/// read for each line. The log stays the only truth: a view counts only for the very entry that it
/// was made after and for the version that made it, and the whole folder may be deleted any time.
/// Safe for use by many threads.
public final class StoredViews {

  private static final Logger LOG = LoggerFactory.getLogger(StoredViews.class);

  /// To be raised when the same facts come to add up to another view.
  private static final int FOLD = 1;

  /// Views in memory; more sessions than a page of a list has.
  private static final int LATEST = 500;

  private static final Pattern OUR_TYPE = Pattern.compile("manyhands\\.[\\w.$]+");
  private static final String SHAPE = shape();

  private final @Nullable Path folder;
  private final Map<SessionId, SessionView> latest =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, SessionView> eldest) {
          return size() > LATEST;
        }
      };

  private record Stored(String shape, SessionView view) {}

  private StoredViews(@Nullable Path folder) {
    this.folder = folder;
  }

  public static StoredViews in(Path folder) {
    return new StoredViews(folder);
  }

  /// Keeps views in memory alone.
  static StoredViews inMemory() {
    return new StoredViews(null);
  }

  /// The view of a session after the entry with this number, if it was kept.
  Optional<SessionView> find(SessionId session, long seq) {
    SessionView view;
    synchronized (latest) {
      view = latest.get(session);
    }
    if (view == null) {
      view = read(session);
    }
    return Optional.ofNullable(view).filter(it -> it.seq() == seq);
  }

  private @Nullable SessionView read(SessionId session) {
    if (folder == null || !Files.exists(file(folder, session))) {
      return null;
    }
    try {
      byte[] json = Files.readAllBytes(file(folder, session));
      Stored stored = EventJson.MAPPER.readValue(json, Stored.class);
      if (!SHAPE.equals(stored.shape())) {
        return null;
      }
      synchronized (latest) {
        latest.put(session, stored.view());
      }
      return stored.view();
    } catch (IOException | JacksonException e) {
      LOG.debug("the view of {} is made anew: {}", session, e.getMessage());
      return null;
    }
  }

  /// Keeps the view of a session that has ended.
  void keep(SessionView view) {
    synchronized (latest) {
      latest.put(view.id(), view);
    }
    if (folder != null) {
      write(folder, view);
    }
  }

  private synchronized void write(Path folder, SessionView view) {
    try {
      Files.createDirectories(folder);
      Path fresh = folder.resolve("new");
      Files.write(fresh, EventJson.MAPPER.writeValueAsBytes(new Stored(SHAPE, view)));
      Files.move(fresh, file(folder, view.id()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.debug("the view of {} is not kept: {}", view.id(), e.getMessage());
    }
  }

  private static Path file(Path folder, SessionId session) {
    return folder.resolve(session + ".json");
  }

  /// Differs when a view has other parts.
  private static String shape() {
    Map<String, String> types = new LinkedHashMap<>();
    describe(SessionView.class, types);
    CRC32C crc = new CRC32C();
    crc.update(types.toString().getBytes(StandardCharsets.UTF_8));
    return FOLD + "-" + Long.toHexString(crc.getValue());
  }

  private static void describe(Class<?> type, Map<String, String> types) {
    if (types.containsKey(type.getName())) {
      return;
    }
    RecordComponent[] components = type.getRecordComponents();
    String parts =
        components == null
            ? Arrays.toString(type.getEnumConstants())
            : Arrays.stream(components)
                .map(part -> part.getName() + " " + part.getGenericType().getTypeName())
                .collect(Collectors.joining(", "));
    types.put(type.getName(), parts);
    if (components != null) {
      for (String name :
          new TreeSet<>(OUR_TYPE.matcher(parts).results().map(MatchResult::group).toList())) {
        describe(named(name), types);
      }
    }
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
