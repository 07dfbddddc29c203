package manyhands.agent;

import java.util.ArrayList;
import java.util.List;
import manyhands.event.Event;
import manyhands.event.EventLog;
import manyhands.event.SessionId;

/// Writes one agent's facts to the log, several in one durable append, and lets the transcript take
/// in what was written. For one thread.
final class Journal {

  private final EventLog log;
  private final SessionId session;
  private final Transcript transcript;
  private final List<Event> noted = new ArrayList<>();

  Journal(EventLog log, SessionId session, Transcript transcript) {
    this.log = log;
    this.session = session;
    this.transcript = transcript;
  }

  /// Goes into the log together with the next commit.
  void note(Event event) {
    noted.add(event);
  }

  /// Returns when this and all that was noted before are durable.
  void commit(Event event) {
    noted.add(event);
    flush();
  }

  void flush() {
    if (noted.isEmpty()) {
      return;
    }
    List<Event> together = List.copyOf(noted);
    noted.clear();
    log.append(session, together);
    together.forEach(transcript::apply);
  }
}
