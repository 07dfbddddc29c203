package manyhands.event;

import java.util.List;

/// The log of a server that dies at its n-th append, before that is stored or right after. From
/// then on nothing is stored any more and whoever tries gets a [Death].
public final class MortalLog implements EventLog {

  private final EventLog log;
  private final int lastAppend;
  private final boolean storesLast;
  private int appends;

  /// What no code of ours catches.
  public static final class Death extends Error {}

  /// Appends are counted from 1.
  public MortalLog(EventLog log, int lastAppend, boolean storesLast) {
    this.log = log;
    this.lastAppend = lastAppend;
    this.storesLast = storesLast;
  }

  public synchronized boolean isDead() {
    return appends >= lastAppend;
  }

  @Override
  public synchronized List<Entry> append(SessionId session, List<Event> events) {
    appends++;
    if (appends > lastAppend) {
      throw new Death();
    }
    if (appends < lastAppend) {
      return log.append(session, events);
    }
    if (storesLast) {
      var _ = log.append(session, events);
    }
    throw new Death();
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
