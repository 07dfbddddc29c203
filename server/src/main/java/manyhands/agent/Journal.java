package manyhands.agent;

import java.util.ArrayList;
import java.util.List;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.EventLog;
import manyhands.event.SessionId;

/// Writes one agent's facts to the log, several in one durable append, and lets the transcript take
/// in all that is written, by others, too, in the log's order. For one thread.
final class Journal {

  private final EventLog log;
  private final SessionId session;
  private final Transcript transcript;

  /// Read at once of what others wrote between two facts of this agent.
  private static final int PAGE = 500;

  private final List<Event> noted = new ArrayList<>();
  private long seq;

  /// The transcript is told what follows `seq`.
  Journal(EventLog log, SessionId session, long seq, Transcript transcript) {
    this.log = log;
    this.session = session;
    this.seq = seq;
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
    List<Entry> written = log.append(session, together);
    // What others wrote in between comes first, so that the transcript takes in the log as it is.
    readUpTo(written.getFirst().seq() - 1);
    together.forEach(transcript::apply);
    seq = written.getLast().seq();
  }

  private void readUpTo(long last) {
    while (seq < last) {
      for (Entry entry : log.read(session, seq, (int) Math.min(PAGE, last - seq))) {
        transcript.apply(entry.event());
        seq = entry.seq();
      }
    }
  }
}
