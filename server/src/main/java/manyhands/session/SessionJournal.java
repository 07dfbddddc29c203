package manyhands.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import manyhands.agent.Unanswered;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.EventLog;
import manyhands.event.LogException;
import manyhands.event.SessionId;
import manyhands.whiteboard.Whiteboard;
import org.jspecify.annotations.Nullable;

/// The log as one session writes it, with the whiteboard that follows it. Facts about tasks are
/// decided and written under one lock ([#record]); what an agent notes on the way goes in beside
/// each other ([#append]). After [#close] or [#leave] nothing is written any more.
final class SessionJournal implements EventLog {

  /// Entries read at once.
  private static final int PAGE = 1_000;

  private final EventLog log;
  private final SessionId session;
  private final Whiteboard whiteboard = new Whiteboard();
  private final Orders orders = new Orders();
  private final Mailbox mailbox = new Mailbox();
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);
  private final Object monitor = new Object();
  private long version;
  private final Unanswered unanswered = new Unanswered();
  private volatile boolean leaving;
  private boolean closed;
  private volatile @Nullable LogException failure;

  SessionJournal(EventLog log, SessionId session) {
    this.log = log;
    this.session = session;
  }

  /// The journal of a session that the log knows already, at its last fact; `also` hears every fact
  /// so far.
  static SessionJournal of(EventLog log, SessionId session, Consumer<Event> also) {
    SessionJournal journal = new SessionJournal(log, session);
    long seq = 0;
    for (List<Entry> page = log.read(session, seq, PAGE);
        !page.isEmpty();
        page = log.read(session, seq, PAGE)) {
      journal.follow(page);
      page.forEach(entry -> {
        journal.whiteboard.apply(entry.event());
        also.accept(entry.event());
      });
      seq = page.getLast().seq();
    }
    return journal;
  }

  private void follow(List<Entry> entries) {
    synchronized (monitor) {
      entries.forEach(entry -> unanswered.apply(entry.event()));
      monitor.notifyAll();
    }
    entries.forEach(entry -> {
      orders.apply(entry.event());
      mailbox.apply(entry);
    });
  }

  /// Leaves the session as it is to the next server. From now on nothing is begun any more; what is
  /// being done may be written down until the deadline (of the nano time), and then nothing is.
  void leave(long deadline) throws InterruptedException {
    leaving = true;
    try {
      synchronized (monitor) {
        for (long left = deadline - System.nanoTime();
            !unanswered.isEmpty() && left > 0;
            left = deadline - System.nanoTime()) {
          monitor.wait(left / 1_000_000 + 1);
        }
      }
    } finally {
      shut();
    }
  }

  private void shut() {
    gate.writeLock().lock();
    try {
      closed = true;
    } finally {
      gate.writeLock().unlock();
    }
  }

  /// True once it is left to the next server.
  boolean isLeft() {
    return leaving;
  }

  /// What people ordered. What is decided by it is decided in [#record].
  Orders orders() {
    return orders;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  /// Decides which facts come next by looking at the whiteboard, and writes them. Fails with an
  /// [EndedException] after the end.
  List<Event> record(Function<Whiteboard, List<Event>> decision) {
    gate.writeLock().lock();
    try {
      return write(decision);
    } finally {
      gate.writeLock().unlock();
    }
  }

  /// Looks at the whiteboard.
  <T> T consult(Function<Whiteboard, T> question) {
    gate.writeLock().lock();
    try {
      return question.apply(whiteboard);
    } finally {
      gate.writeLock().unlock();
    }
  }

  /// The same as [#record] for the last facts.
  void close(Function<Whiteboard, List<Event>> decision) {
    gate.writeLock().lock();
    try {
      write(decision);
      closed = true;
    } finally {
      gate.writeLock().unlock();
    }
  }

  private List<Event> write(Function<Whiteboard, List<Event>> decision) {
    if (closed) {
      throw new EndedException();
    }
    List<Event> events = decision.apply(whiteboard);
    if (leaving && events.stream().anyMatch(SessionJournal::begins)) {
      throw new EndedException();
    }
    if (!events.isEmpty()) {
      appended(events);
      events.forEach(whiteboard::apply);
      happened();
    }
    return events;
  }

  /// Counts what happened; to be read before a decision, and handed to [#await] after it.
  long version() {
    synchronized (monitor) {
      return version;
    }
  }

  /// Waits until something happened after a version: facts about tasks, or a failure of the log.
  void await(long seen) throws InterruptedException {
    synchronized (monitor) {
      while (version == seen) {
        monitor.wait();
      }
    }
  }

  /// The same, for a bounded time.
  void await(long seen, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    synchronized (monitor) {
      for (long left = atMost.toNanos();
          version == seen && left > 0;
          left = deadline - System.nanoTime()) {
        // Rounded up, so that what is due by then is.
        monitor.wait(left / 1_000_000 + 1);
      }
    }
  }

  private void happened() {
    synchronized (monitor) {
      version++;
      monitor.notifyAll();
    }
  }

  /// What the log failed with; null while it works.
  @Nullable LogException failure() {
    return failure;
  }

  @Override
  public List<Entry> append(SessionId stream, List<Event> events) {
    if (!stream.equals(session)) {
      throw new IllegalArgumentException("the journal of " + session + ", not of " + stream);
    }
    gate.readLock().lock();
    try {
      if (closed) {
        throw new EndedException();
      }
      return leaving ? ended(events) : appended(events);
    } finally {
      gate.readLock().unlock();
    }
  }

  /// What was done before something new begins is as true as ever.
  private List<Entry> ended(List<Event> events) {
    List<Event> done = events.stream().takeWhile(event -> !begins(event)).toList();
    List<Entry> entries = done.isEmpty() ? List.of() : appended(done);
    if (done.size() < events.size()) {
      throw new EndedException();
    }
    return entries;
  }

  private static boolean begins(Event event) {
    return event instanceof Event.ModelAsked
        || event instanceof Event.ActionIntended
        || event instanceof Event.AgentStarted
        || event instanceof Event.TaskAssigned;
  }

  private List<Entry> appended(List<Event> events) {
    try {
      List<Entry> entries = log.append(session, events);
      follow(entries);
      return entries;
    } catch (LogException e) {
      failure = e;
      happened();
      throw e;
    }
  }

  @Override
  public List<Entry> read(SessionId stream, long afterSeq, int limit) {
    return log.read(stream, afterSeq, limit);
  }

  @Override
  public long lastSeq(SessionId stream) {
    return log.lastSeq(stream);
  }

  @Override
  public List<SessionId> streams(String firstType) {
    return log.streams(firstType);
  }

  @Override
  public Subscription follow(SessionId stream, long afterSeq) {
    return log.follow(stream, afterSeq);
  }

  /// The session has ended: whoever still works for it should leave.
  static final class EndedException extends RuntimeException {
    EndedException() {
      super("the session has ended");
    }
  }
}
