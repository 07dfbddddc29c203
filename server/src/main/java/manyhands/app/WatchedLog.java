package manyhands.app;

import java.util.List;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.EventLog;
import manyhands.event.SessionId;

/// A log whose new facts are told to telemetry, after they are durable.
record WatchedLog(EventLog log, SpanTree spans) implements EventLog {

  @Override
  public List<Entry> append(SessionId session, List<Event> events) {
    List<Entry> entries = log.append(session, events);
    events.forEach(event -> spans.take(session, event));
    return entries;
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
  public List<SessionId> unended(String firstType, String lastType) {
    return log.unended(firstType, lastType);
  }

  @Override
  public Subscription follow(SessionId session, long afterSeq) {
    return log.follow(session, afterSeq);
  }
}
