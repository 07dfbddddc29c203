package manyhands.simulation;

import java.util.List;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.EventJson;
import manyhands.event.EventLog;
import manyhands.event.LogException;
import manyhands.event.SessionId;
import manyhands.simulation.Step.Kind;

/// The log as one life of the server has it, over what all lives have written.
record SimLog(Life life, Steps steps, EventLog kept) implements EventLog {

  @Override
  public List<Entry> append(SessionId session, List<Event> events) {
    String words = session + " " + events.stream().map(EventJson::type).toList();
    return steps.take(
        life,
        Kind.APPEND,
        words,
        verdict -> {
          if (verdict.fault() == Fault.NOT_KEPT) {
            throw new LogException(LogException.Code.CANNOT_WRITE, "no space is left");
          }
          List<Entry> entries = kept.append(session, events);
          if (verdict.fault() == Fault.KEPT_BUT_FAILED) {
            throw new LogException(LogException.Code.CANNOT_WRITE, "the disk failed");
          }
          return entries;
        });
  }

  @Override
  public List<Entry> read(SessionId session, long afterSeq, int limit) {
    life.check();
    return kept.read(session, afterSeq, limit);
  }

  @Override
  public long lastSeq(SessionId session) {
    life.check();
    return kept.lastSeq(session);
  }

  @Override
  public List<SessionId> streams(String firstType) {
    life.check();
    return kept.streams(firstType);
  }

  @Override
  public List<SessionId> unended(String firstType, String lastType) {
    life.check();
    return kept.unended(firstType, lastType);
  }

  @Override
  public Subscription follow(SessionId session, long afterSeq) {
    life.check();
    return kept.follow(session, afterSeq);
  }
}
