package manyhands.session;

import java.util.List;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.EventLog;
import manyhands.event.LogException;
import manyhands.event.MortalLog;
import manyhands.event.SessionId;

/// A log that can run out of space, or whose server dies at an append; reading goes on.
final class FaultyLog implements EventLog {

  private final EventLog log;
  volatile boolean full;

  /// The append at which the server dies, counted from 1, and whether that one is stored.
  volatile int lastAppend = Integer.MAX_VALUE;

  volatile boolean storesLast;
  volatile Runnable onDeath = () -> {};
  private int appends;

  FaultyLog(EventLog log) {
    this.log = log;
  }

  @Override
  public synchronized List<Entry> append(SessionId session, List<Event> events) {
    if (full) {
      throw new LogException(LogException.Code.CANNOT_WRITE, "no cheese board is left");
    }
    if (die()) {
      if (isLast() && storesLast) {
        var _ = log.append(session, events);
      }
      throw new MortalLog.Death();
    }
    return log.append(session, events);
  }

  private boolean die() {
    appends++;
    if (appends == lastAppend) {
      onDeath.run();
    }
    return appends >= lastAppend;
  }

  private boolean isLast() {
    return appends == lastAppend;
  }

  /// From now on nothing is stored any more.
  synchronized void kill() {
    lastAppend = Math.min(lastAppend, appends);
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
