package manyhands.session;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import manyhands.event.AgentId;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.Event.DesktopReady;
import manyhands.event.EventLog;
import manyhands.event.SessionId;

/// The desktops that agents which have ended left running, because their session keeps them: a fold
/// over the session's facts. Whether a machine still is there only its provider knows.
final class KeptDesktops {

  private final Map<AgentId, DesktopReady> there = new LinkedHashMap<>();
  private final Map<AgentId, DesktopReady> kept = new LinkedHashMap<>();
  private boolean keeps;

  void apply(Event event) {
    if (event instanceof Event.SessionOpened it) {
      keeps = it.keep();
    } else if (event instanceof DesktopReady it) {
      there.put(it.agent(), it);
      kept.remove(it.agent());
    } else if (event instanceof Event.DesktopLost it) {
      there.remove(it.agent());
    } else if (event instanceof Event.AgentFinished it) {
      DesktopReady last = there.remove(it.agent());
      if (keeps && last != null && it.status().equals("done")) {
        kept.put(it.agent(), last);
      }
    }
  }

  List<DesktopReady> all() {
    return List.copyOf(kept.values());
  }

  /// When a session ended that keeps its desktops; empty for all others. Reads two entries.
  static Optional<Instant> keptSince(EventLog log, SessionId session) {
    boolean keeps =
        log.read(session, 0, 1).stream()
            .anyMatch(first -> first.event() instanceof Event.SessionOpened it && it.keep());
    return keeps
        ? log.read(session, log.lastSeq(session) - 1, 1).stream()
            .filter(last -> last.event() instanceof Event.SessionClosed)
            .map(Entry::at)
            .findFirst()
        : Optional.empty();
  }
}
