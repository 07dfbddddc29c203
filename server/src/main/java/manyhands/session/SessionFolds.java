package manyhands.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import manyhands.event.Entry;
import manyhands.event.EventLog;
import manyhands.event.SessionId;

/// The folds of the sessions that were asked for lately. Each is brought up to date from the log
/// whenever somebody looks, so nothing is kept that the log does not say.
final class SessionFolds {

  /// Some kilobytes each; more sessions than anybody has on the screen.
  private static final int KEPT = 1_000;

  private static final int PAGE = 1_000;

  private final EventLog log;
  private final StoredViews views;
  private final Map<SessionId, SessionFold> folds =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, SessionFold> eldest) {
          return size() > KEPT;
        }
      };

  SessionFolds(EventLog log, StoredViews views) {
    this.log = log;
    this.views = views;
  }

  /// A session as it is now; empty when there is no such session.
  Optional<SessionView> view(SessionId session) {
    Optional<SessionView> kept = views.find(session, log.lastSeq(session));
    if (kept.isPresent()) {
      return kept;
    }
    Optional<SessionView> made = ask(session, SessionFold::view);
    made.filter(view -> view.status().ended()).ifPresent(views::keep);
    return made;
  }

  /// Answers from the fold of a session; empty when there is no such session.
  <T> Optional<T> ask(SessionId session, Function<SessionFold, T> question) {
    SessionFold fold;
    synchronized (folds) {
      fold = folds.get(session);
    }
    if (fold == null) {
      fold = new SessionFold();
    }
    synchronized (fold) {
      catchUp(session, fold);
      if (!fold.isSession()) {
        return Optional.empty();
      }
      synchronized (folds) {
        var _ = folds.putIfAbsent(session, fold);
      }
      return Optional.ofNullable(question.apply(fold));
    }
  }

  private void catchUp(SessionId session, SessionFold fold) {
    while (log.lastSeq(session) > fold.seq()) {
      List<Entry> page = log.read(session, fold.seq(), PAGE);
      page.forEach(fold::apply);
    }
  }
}
