package manyhands.replay;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import manyhands.event.BlobId;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.EventLog;
import manyhands.event.SessionId;

/// Which pictures belong to which session: a fold over the facts of those that were asked for
/// lately, brought up to date whenever somebody asks. Safe for use by many threads.
final class SeenPictures {

  /// Half a megabyte for a session of 10,000 pictures; more sessions than people look at at once.
  private static final int KEPT = 16;

  private static final int PAGE = 1_000;

  private final EventLog log;
  private final Map<SessionId, Seen> sessions =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Seen> eldest) {
          return size() > KEPT;
        }
      };

  SeenPictures(EventLog log) {
    this.log = log;
  }

  boolean has(SessionId session, BlobId picture) {
    Seen seen;
    synchronized (sessions) {
      seen = sessions.computeIfAbsent(session, _ -> new Seen());
    }
    return seen.has(session, picture);
  }

  private final class Seen {
    private final Set<Long> pictures = new HashSet<>();
    private long seq;

    synchronized boolean has(SessionId session, BlobId picture) {
      if (pictures.contains(key(picture))) {
        return true;
      }
      while (log.lastSeq(session) > seq) {
        List<Entry> page = log.read(session, seq, PAGE);
        page.forEach(this::take);
      }
      return pictures.contains(key(picture));
    }

    private void take(Entry entry) {
      seq = entry.seq();
      if (entry.event() instanceof Event.ScreenSeen it) {
        pictures.add(key(it.picture()));
      } else if (entry.event() instanceof Event.ScreenZoomed it) {
        pictures.add(key(it.picture()));
      } else if (entry.event() instanceof Event.PictureGiven it) {
        pictures.add(key(it.picture()));
      }
    }

    /// As many bits of the hash as tell a session's pictures apart.
    private static long key(BlobId picture) {
      return Long.parseUnsignedLong(picture.sha256(), 0, 16, 16);
    }
  }
}
