package manyhands.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import manyhands.desktop.Adoption;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopId;
import manyhands.event.AgentId;
import manyhands.event.Event.DesktopReady;
import manyhands.event.LogException;
import manyhands.event.SessionId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes over the sessions that a server before this one left open, without making anybody wait:
///
/// ```
/// in the log, without an end ──> listed ──read──> its desktops are held ──> it goes on
///                                  │ its model or its kind of desktop is no more
///                                  └──> read ──> closed, with the reason
/// in the log, with an end, and keeps its desktops ──> they are held, and adopted until their time
/// ```
///
/// Machines that belong to none of them are removed once all are read.
final class Recovery {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  /// Logs read at the same time: more would only wait for the same disk.
  private static final int AT_ONCE = 4;

  /// The latest sessions whose desktops may have been kept: far more than there can be desktops.
  private static final int MOST_KEPT = 1_000;

  /// How long a command waits for its session to be read.
  private static final Duration READ_WITHIN = Duration.ofSeconds(10);

  private final SessionParts parts;
  private final SessionRequests requests;
  private final Map<SessionId, Session> running;
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final Map<SessionId, CountDownLatch> unread = new ConcurrentHashMap<>();
  private boolean closed;

  /// Sessions that go on are put among the `running`.
  Recovery(SessionParts parts, SessionRequests requests, Map<SessionId, Session> running) {
    this.parts = parts;
    this.requests = requests;
    this.running = running;
  }

  /// Lists what goes on and returns; the rest happens by itself.
  void start() {
    List<SessionId> open = open();
    Map<SessionId, Instant> kept = kept();
    open.forEach(id -> unread.put(id, new CountDownLatch(1)));
    kept.keySet().forEach(id -> unread.put(id, new CountDownLatch(1)));
    List<SessionId> all = new ArrayList<>(open);
    all.addAll(kept.keySet());
    inBackground(all, id -> goOn(id, kept.get(id)), Set.of());
  }

  /// Leaves the sessions and their desktops to a server to come, and removes what is nobody's.
  /// Returns the sessions.
  List<SessionId> leaveAlone() {
    List<SessionId> open = open();
    Set<DesktopId> theirs = ConcurrentHashMap.newKeySet();
    List<SessionId> all = new ArrayList<>(open);
    all.addAll(kept().keySet());
    inBackground(all, id -> theirs.addAll(read(id).desktops()), theirs);
    return open;
  }

  /// Waits while a session is being taken over; not for long, since that is done soon.
  void await(SessionId id) {
    CountDownLatch reading = unread.get(id);
    try {
      if (reading != null && !reading.await(READ_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SessionException(
            SessionException.Code.BUSY,
            "the session %s is still being read after the restart: try again".formatted(id));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Nothing is resumed any more.
  synchronized void close() {
    closed = true;
  }

  /// The sessions that have no end, the oldest first.
  private List<SessionId> open() {
    return parts.log().unended("session:created", "session:complete").reversed();
  }

  /// The sessions that have ended and whose desktops are still kept, and until when.
  private Map<SessionId, Instant> kept() {
    Map<SessionId, Instant> kept = new LinkedHashMap<>();
    Instant now = parts.outside().clock().instant();
    List<SessionId> all = parts.log().sessions();
    for (SessionId id : all.subList(0, Math.min(all.size(), MOST_KEPT))) {
      KeptDesktops.keptSince(parts.log(), id)
          .map(ended -> ended.plus(parts.limits().gate().longest()))
          .filter(until -> until.isAfter(now))
          .ifPresent(until -> kept.put(id, until));
    }
    return kept;
  }

  private record Read(
      SessionJournal journal, LeftSession left, KeptDesktops kept, ArtifactShelf shelf) {

    private Set<DesktopId> desktops() {
      Set<DesktopId> all = new HashSet<>(left.desktops());
      kept.all().forEach(ready -> all.add(ready.desktop()));
      return all;
    }
  }

  private Read read(SessionId id) {
    LeftSession left = new LeftSession();
    KeptDesktops kept = new KeptDesktops();
    ArtifactShelf shelf = new ArtifactShelf(ArtifactLimits.USUAL);
    SessionJournal journal =
        SessionJournal.of(
            parts.log(),
            id,
            parts.secrets().of(id.value()),
            fact -> {
              left.apply(fact);
              kept.apply(fact);
              shelf.apply(fact);
            });
    return new Read(journal, left, kept, shelf);
  }

  /// One that has ended is only kept, until then.
  private void goOn(SessionId id, @Nullable Instant keptUntil) {
    Read read = read(id);
    LeftSession left = read.left();
    try {
      SessionRequests.Checked checked = requests.check(left.opened(), left.prompt());
      SessionWork work =
          new SessionWork(id, checked, read.journal(), read.shelf(), parts, left.prompt());
      parts.desktops().expect(read.desktops());
      Session session = new Session(work, adopt(read.kept().all(), work));
      if (keptUntil == null) {
        begin(session, () -> session.resume(left));
      } else if (session.keepsDesktops()) {
        Duration rest = Duration.between(parts.outside().clock().instant(), keptUntil);
        begin(session, () -> session.keep(rest));
      }
    } catch (SessionException e) {
      String why = "the server was restarted, and this cannot go on: " + Words.of(e);
      if (keptUntil == null) {
        read.journal().close(board -> left.ended(board, why));
      }
    }
  }

  /// The desktops that still are there.
  private Map<AgentId, Desk> adopt(List<DesktopReady> kept, SessionWork work) {
    Map<AgentId, Desk> desks = new LinkedHashMap<>();
    for (DesktopReady ready : kept) {
      try {
        if (work.kind().pool().adopt(ready.desktop()) instanceof Adoption.Adopted it) {
          desks.put(ready.agent(), Desk.adopted(ready, it.desktop(), work));
        } else {
          work.release(ready.desktop());
        }
      } catch (DesktopException e) {
        LOG.info("a kept desktop is not taken over: {}", e.getMessage());
        if (!isClosed()) {
          work.release(ready.desktop());
        }
      }
    }
    return desks;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void begin(Session session, Runnable how) {
    if (!closed) {
      running.put(session.work().session(), session);
      how.run();
    }
  }

  private void inBackground(
      List<SessionId> sessions, Consumer<SessionId> what, Set<DesktopId> spared) {
    List<Thread> readers =
        sessions.stream()
            .map(id -> parts.outside().threads().newThread(() -> bounded(id, what)))
            .toList();
    readers.forEach(Thread::start);
    Runnable sweep =
        () -> {
          try {
            for (Thread reader : readers) {
              reader.join();
            }
            parts.desktops().sweep(spared);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        };
    parts.outside().threads().newThread(sweep).start();
  }

  private void bounded(SessionId id, Consumer<SessionId> what) {
    places.acquireUninterruptibly();
    try {
      what.accept(id);
    } catch (LogException e) {
      LOG.error("the session {} stays as it was left: {}", id, e.getMessage());
    } finally {
      places.release();
      CountDownLatch reading = unread.remove(id);
      if (reading != null) {
        reading.countDown();
      }
    }
  }
}
