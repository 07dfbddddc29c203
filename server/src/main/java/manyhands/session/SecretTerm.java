package manyhands.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.EventLog;
import manyhands.event.SessionId;
import manyhands.secret.SecretStore;

/// How long secrets are kept: while a session works, and so long after its end as people are waited
/// for, since it may be continued.
final class SecretTerm {

  private final EventLog log;
  private final SecretStore store;
  private final Duration afterEnd;

  SecretTerm(EventLog log, SecretStore store, Duration afterEnd) {
    this.log = log;
    this.store = store;
    this.afterEnd = afterEnd;
  }

  /// Deletes what nobody can need any more.
  void forgetOld(Instant now) {
    for (String name : store.sessions()) {
      SessionId session = new SessionId(name);
      long last = log.lastSeq(session);
      List<Entry> end = last == 0 ? List.of() : log.read(session, last - 1, 1);
      boolean over =
          end.stream()
              .anyMatch(entry ->
                  entry.event() instanceof Event.SessionClosed
                      && entry.at().plus(afterEnd).isBefore(now));
      if (over) {
        store.forget(name);
      }
    }
  }

  /// Deletes those that were put away for a session which never began.
  void forgetUnborn() {
    store.sessions().stream()
        .filter(name -> log.lastSeq(new SessionId(name)) == 0)
        .forEach(store::forget);
  }

  /// Deletes those of sessions that have ended, since nobody is there to go on with them.
  void forgetEnded() {
    forgetOld(Instant.MAX);
  }
}
