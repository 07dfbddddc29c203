package manyhands.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import manyhands.desktop.Capture;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopException;
import manyhands.desktop.Screenshot;
import manyhands.event.AgentId;
import manyhands.event.Event;
import manyhands.event.LogException;
import manyhands.event.SessionId;
import manyhands.seat.Seat;
import manyhands.secret.SecretException;
import manyhands.secret.Secrets;
import manyhands.session.SessionException.Code;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sessions of this server: those that run, and in the log those that did.
public final class RunningSessions implements Sessions {

  private static final Logger LOG = LoggerFactory.getLogger(RunningSessions.class);

  /// A stop is promised within two seconds; the answer needs a moment, too.
  private static final Duration STOP = Duration.ofMillis(1900);

  /// An action may end so long after the server was told to; a click and its outcome take less.
  private static final Duration LEAVE = Duration.ofMillis(900);

  private final SessionParts parts;
  private final SessionRequests requests;
  private final SessionFolds folds;
  private final Map<SessionId, Session> running = new ConcurrentHashMap<>();
  private final Controls controls = new Controls(new House());
  private final Recovery recovery;
  private final SecretTerm secretTerm;
  private boolean closed;

  public RunningSessions(SessionParts parts) {
    this(parts, StoredViews.inMemory());
  }

  public RunningSessions(SessionParts parts, StoredViews views) {
    this.parts = parts;
    this.requests = new SessionRequests(parts);
    this.folds = new SessionFolds(parts.log(), views);
    this.secretTerm = new SecretTerm(parts.log(), parts.secrets(), parts.limits().gate().longest());
    this.recovery = new Recovery(parts, requests, running);
  }

  /// Goes on with what a server before this one left open, and removes the machines that are
  /// nobody's. To be called once, before the first command. Returns at once: the sessions are
  /// there, and go on as soon as each is read.
  public void start() {
    secretTerm.forgetUnborn();
    forgetOldSecrets();
    recovery.start();
  }

  /// Leaves what a server before this one left open to a server to come, for one that only does a
  /// job of its own; returns those sessions.
  public List<SessionId> startBeside() {
    return recovery.leaveAlone();
  }

  @Override
  public SessionView open(SessionRequest request, List<Upload> files) {
    Secrets secrets = requests.secrets(request);
    SessionRequests.Checked checked = requests.check(request, secrets);
    List<Event.GivenFile> given = GivenFiles.keep(files, parts.blobs());
    SessionId id = new SessionId("s-" + parts.outside().ids().get());
    SessionWork work =
        new SessionWork(
            id,
            checked,
            new SessionJournal(parts.log(), id, secrets),
            new ArtifactShelf(ArtifactLimits.USUAL),
            parts,
            checked.opened().prompt());
    keep(id, secrets);
    begin(
        new Session(work, Map.of()),
        work,
        given.isEmpty()
            ? List.of(work.opened())
            : List.of(work.opened(), new Event.FilesGiven(given)));
    return find(id).orElseThrow();
  }

  /// Before the session is in the log: it must not begin without them.
  private void keep(SessionId id, Secrets secrets) {
    if (!secrets.isEmpty()) {
      try {
        parts.secrets().keep(id.value(), secrets);
      } catch (SecretException e) {
        throw new SessionException(Code.UNAVAILABLE, Words.of(e));
      }
    }
  }

  /// Deletes the secrets of sessions that ended so long ago that nobody continues them with these;
  /// to be called now and then.
  public void forgetOldSecrets() {
    secretTerm.forgetOld(parts.outside().clock().instant());
  }

  private synchronized void begin(Session session, SessionWork work, List<Event> facts) {
    checkRoom();
    try {
      var _ = work.journal().append(work.session(), facts);
    } catch (LogException e) {
      // A store that kept it all the same has a session now, which somebody must work for.
      if (parts.log().lastSeq(work.session()) == 0) {
        throw e;
      }
    }
    running.put(work.session(), session);
    session.start();
  }

  private void checkRoom() {
    if (closed) {
      throw new SessionException(Code.SHUTTING_DOWN, "the server is shutting down");
    }
    running.values().removeIf(each -> each.hasEnded() && !each.keepsDesktops());
    if (running.size() >= parts.limits().sessions()) {
      throw new SessionException(
          Code.BUSY,
          "%d sessions are running, and no more are allowed: wait for one to end, or stop one"
              .formatted(running.size()));
    }
  }

  @Override
  public SessionControl control() {
    return controls;
  }

  private final class House implements Controls.House {
    @Override
    public Session running(SessionId id) {
      Session session = session(id);
      if (session != null && !session.hasEnded()) {
        return session;
      }
      throw find(id).isEmpty() ? unknown(id) : Controls.ended(id);
    }

    @Override
    public boolean hasAgent(SessionId id, AgentId agent) {
      return folds.ask(id, fold -> fold.hasAgent(agent)).orElseThrow(() -> unknown(id));
    }

    @Override
    public void continueWith(SessionId id, String prompt, String by) {
      recovery.await(id);
      goOn(id, prompt, by);
    }
  }

  private synchronized void goOn(SessionId id, String wanted, String by) {
    Secrets secrets = parts.secrets().of(id.value());
    String prompt = secrets.masked(wanted);
    Session before = running.get(id);
    SessionFold fold = folds.ask(id, each -> each).orElseThrow(() -> unknown(id));
    // The view may call a session ended whose end could not be written.
    if (!folds.ask(id, each -> each.view().status().ended()).orElseThrow()
        || (before != null && !hasEndedSoon(before))) {
      throw new SessionException(
          Code.NOT_ENDED, "the session " + id + " still works: send a message instead");
    }
    SessionRequests.Checked checked = requests.check(fold.opened(), prompt);
    if (before == null || !before.keepsDesktops()) {
      running.remove(id);
    }
    checkRoom();
    ArtifactShelf shelf = new ArtifactShelf(ArtifactLimits.USUAL);
    SessionJournal journal = SessionJournal.of(parts.log(), id, secrets, shelf::apply);
    SessionWork work =
        new SessionWork(
            id, checked, journal, before == null ? shelf : before.work().shelf(), parts, prompt);
    var _ = journal.record(_ -> List.of(new Event.SessionContinued(prompt, by)));
    Session session = new Session(work, before == null ? Map.of() : before.staff().takeDesks());
    running.put(id, session);
    session.start();
  }

  /// Its end is in the log a moment before it has tidied up.
  private static boolean hasEndedSoon(Session session) {
    await(session, System.nanoTime() + STOP.toNanos());
    return session.hasEnded();
  }

  @Override
  public Optional<SessionView> find(SessionId id) {
    Session session = running.get(id);
    boolean over = session != null && session.hasEnded();
    Optional<SessionView> stored = folds.view(id);
    return stored.map(view -> over && !view.status().ended() ? view.unstored() : view);
  }

  @Override
  public SessionPage list(@Nullable SessionId olderThan, int limit) {
    List<SessionId> all = parts.log().sessions();
    int from = olderThan == null ? 0 : all.indexOf(olderThan) + 1;
    if (olderThan != null && from == 0) {
      throw unknown(olderThan);
    }
    int to = Math.min(all.size(), from + Math.clamp(limit, 1, MAX_PAGE));
    List<SessionView> items = new ArrayList<>();
    for (SessionId id : all.subList(from, to)) {
      find(id).ifPresent(items::add);
    }
    return new SessionPage(items, to < all.size() ? all.get(to - 1) : null);
  }

  @Override
  public void stop(SessionId id, String by) {
    Session session = session(id);
    if (session == null) {
      if (find(id).isEmpty()) {
        throw unknown(id);
      }
      return;
    }
    session.stop(by);
    long deadline = System.nanoTime() + STOP.toNanos();
    await(session, deadline);
    session.leaveDesktops();
    awaitDesktops(session, deadline);
  }

  private static void awaitDesktops(Session session, long deadline) {
    if (!session.awaitDesktops(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
      LOG.warn("desktops take longer than {} to stop: they are being removed", STOP);
    }
  }

  private static void await(Session session, long deadline) {
    try {
      if (!session.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
        LOG.warn("a session takes longer than {} to stop", STOP);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Seat seat(SessionId session, AgentId agent) {
    check(session, agent);
    return Optional.ofNullable(session(session))
        .flatMap(each -> each.seat(agent))
        .orElseThrow(() ->
            new SessionException(
                Code.NO_DESKTOP, "agent " + agent + " has no desktop at the moment"));
  }

  private void check(SessionId session, AgentId agent) {
    if (!folds.ask(session, fold -> fold.hasAgent(agent)).orElseThrow(() -> unknown(session))) {
      throw new SessionException(
          Code.UNKNOWN_AGENT, "the session " + session + " has no agent " + agent);
    }
  }

  @Override
  public Picture look(SessionId session, AgentId agent, Capture capture) {
    check(session, agent);
    Optional<Desktop> desktop =
        Optional.ofNullable(session(session)).flatMap(each -> each.desktop(agent));
    if (desktop.isPresent()) {
      try {
        Screenshot shot = desktop.get().look(capture).screenshot();
        return Picture.live(shot, parts.outside().clock().instant());
      } catch (DesktopException e) {
        LOG.debug("the desktop of {} is gone: {}", agent, e.getMessage());
      }
    }
    LastSeen last = folds.ask(session, fold -> fold.lastSeen(agent)).orElse(null);
    if (last == null) {
      throw new SessionException(
          Code.NO_PICTURE, "the screen of agent " + agent + " has not been seen yet");
    }
    return new Picture(
        bytes(last),
        last.seen().mediaType(),
        last.seen().size(),
        last.seen().screen(),
        false,
        last.at());
  }

  private byte[] bytes(LastSeen last) {
    try (InputStream in = parts.blobs().open(last.seen().picture())) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ArtifactContent artifact(SessionId session, String name) {
    if (find(session).isEmpty()) {
      throw unknown(session);
    }
    ArtifactView artifact = folds.ask(session, fold -> fold.artifact(name)).orElse(null);
    if (artifact == null || artifact.sha256() == null) {
      throw new SessionException(
          Code.UNKNOWN_ARTIFACT,
          artifact == null
              ? "the session %s has no artifact \"%s\"".formatted(session, Words.brief(name))
              : "\"%s\" was not kept: %s".formatted(Words.brief(name), artifact.left()));
    }
    try {
      return new ArtifactContent(artifact, parts.blobs().open(artifact.sha256()));
    } catch (LogException e) {
      throw new SessionException(
          Code.UNKNOWN_ARTIFACT,
          "the bytes of \"%s\" are not there any more".formatted(Words.brief(name)),
          e);
    }
  }

  /// A session that runs; one that is being taken over from a server before this one is waited for.
  private @Nullable Session session(SessionId id) {
    recovery.await(id);
    return running.get(id);
  }

  private static SessionException unknown(SessionId id) {
    return new SessionException(Code.UNKNOWN_SESSION, "there is no session " + id);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    recovery.close();
    long deadline = System.nanoTime() + STOP.toNanos();
    running.values().forEach(session -> session.stop("the end of the server"));
    running.values().forEach(session -> await(session, deadline));
    running.values().forEach(Session::leaveDesktops);
    running.values().forEach(session -> awaitDesktops(session, deadline));
    secretTerm.forgetEnded();
  }

  /// Leaves sessions and their desktops to be resumed by the next start; returns within two
  /// seconds. An action that takes longer has no known outcome then.
  public void leave() {
    synchronized (this) {
      closed = true;
    }
    recovery.close();
    long deadline = System.nanoTime() + LEAVE.toNanos();
    List<Session> all = List.copyOf(running.values());
    List<Thread> leaving =
        all.stream()
            .map(session -> parts.outside().threads().newThread(() -> leave(session, deadline)))
            .toList();
    leaving.forEach(Thread::start);
    try {
      for (Thread thread : leaving) {
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    all.forEach(session -> await(session, deadline + LEAVE.toNanos()));
  }

  private static void leave(Session session, long deadline) {
    try {
      session.leave(deadline);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
