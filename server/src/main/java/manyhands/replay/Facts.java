package manyhands.replay;

import java.util.List;
import java.util.function.Consumer;
import manyhands.event.Entry;
import manyhands.event.EventLog;
import manyhands.event.SessionId;
import manyhands.session.SessionException;

/// The entries of one session up to a number, read from the log page by page as often as wanted:
/// the same ones each time, also while the session goes on.
record Facts(EventLog log, SessionId session, long upTo) {

  private static final int PAGE = 1_000;

  /// What there is now. Fails with `UNKNOWN_SESSION` when there is no such session.
  static Facts now(EventLog log, SessionId session) {
    long last = log.lastSeq(session);
    if (last == 0) {
      throw new SessionException(
          SessionException.Code.UNKNOWN_SESSION, "there is no session " + session);
    }
    return new Facts(log, session, last);
  }

  void forEach(Consumer<Entry> reader) {
    long after = 0;
    while (after < upTo) {
      List<Entry> page = log.read(session, after, (int) Math.min(PAGE, upTo - after));
      if (page.isEmpty()) {
        return;
      }
      page.forEach(reader);
      after = page.getLast().seq();
    }
  }
}
