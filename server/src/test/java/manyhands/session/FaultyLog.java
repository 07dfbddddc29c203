package manyhands.session;

import java.util.List;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.EventLog;
import manyhands.event.LogException;
import manyhands.event.SessionId;

/// A log that can run out of space; reading goes on.
final class FaultyLog implements EventLog {

  private final EventLog log;
  volatile boolean full;

  FaultyLog(EventLog log) {
    this.log = log;
  }

  @Override
  public List<Entry> append(SessionId session, List<Event> events) {
    if (full) {
      throw new LogException(LogException.Code.CANNOT_WRITE, "no cheese board is left");
    }
    return log.append(session, events);
  }

  @Override
  public List<Entry> read(SessionId session, long afterSeq, int limit) {
    return log.read(session, afterSeq, limit);
  }

  @Override
  public long lastSeq(SessionId session) {
    return log.lastSeq(session);
  }

  @Override
  public List<SessionId> streams(String firstType) {
    return log.streams(firstType);
  }

  @Override
  public Subscription follow(SessionId session, long afterSeq) {
    return log.follow(session, afterSeq);
  }
}
