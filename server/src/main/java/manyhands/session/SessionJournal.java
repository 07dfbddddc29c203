package manyhands.session;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import manyhands.event.AgentId;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.EventLog;
import manyhands.event.LogException;
import manyhands.event.SessionId;
import manyhands.secret.Secrets;
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
  private final Secrets secrets;
  private final FactMask mask;
  private final Whiteboard whiteboard = new Whiteboard();
  private final Orders orders = new Orders();
  private final Meter meter = new Meter();
  private final Mailbox mailbox = new Mailbox();
  private final Notes notes = new Notes();
  private final Roll roll = new Roll();

  /// Numbers of facts that are folded although one before them is not yet.
  private final Set<Long> ahead = new HashSet<>();

  private long folded;
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private long version;
  private volatile boolean leaving;
  private boolean closed;
  private volatile @Nullable LogException failure;
  private volatile @Nullable String refusal;

  /// The store may have kept facts that it said it could not keep.
  private volatile boolean behind;

  SessionJournal(EventLog log, SessionId session) {
    this(log, session, Secrets.NONE);
  }

  /// Nothing that it writes holds one of these secrets.
  SessionJournal(EventLog log, SessionId session, Secrets secrets) {
    this.log = log;
    this.session = session;
    this.secrets = secrets;
    this.mask = new FactMask(secrets);
  }

  Secrets secrets() {
    return secrets;
  }

  /// The journal of a session that the log knows already, at its last fact; `also` hears every fact
  /// so far.
  static SessionJournal of(EventLog log, SessionId session, Secrets secrets, Consumer<Event> also) {
    SessionJournal journal = new SessionJournal(log, session, secrets);
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
    fold(entries);
    lock.lock();
    try {
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private synchronized void fold(List<Entry> entries) {
    for (Entry entry : entries) {
      orders.apply(entry.event());
      meter.apply(entry);
      mailbox.apply(entry);
      notes.apply(entry.event());
      roll.apply(entry.event());
      ahead.add(entry.seq());
      while (ahead.remove(folded + 1)) {
        folded++;
      }
    }
  }

  /// Takes in what a store kept that said it could not: while nobody else writes.
  private void catchUp() {
    for (List<Entry> page = log.read(session, folded, PAGE);
        !page.isEmpty();
        page = log.read(session, folded, PAGE)) {
      List<Entry> missed = page.stream().filter(entry -> !ahead.contains(entry.seq())).toList();
      follow(missed);
      for (Entry entry : missed) {
        whiteboard.apply(entry.event());
        closed |= entry.event() instanceof Event.SessionClosed;
      }
    }
    behind = false;
  }

  /// The agents that have started and not finished.
  synchronized List<AgentId> agents() {
    return roll.agents();
  }

  /// What every desktop of the session is given.
  synchronized List<Event.GivenFile> files() {
    return roll.files();
  }

  /// The files of the tasks that have ended.
  synchronized List<Harvest.Made> made() {
    return roll.made();
  }

  /// The outcomes of intents, and the returns of seats, that nobody has written: the last facts of
  /// those who worked for the session.
  synchronized List<Event> unfinished() {
    return roll.unfinished();
  }

  /// Leaves the session as it is to the next server. From now on nothing is begun any more; what is
  /// being done may be written down until the deadline (of the nano time), and then nothing is.
  void leave(long deadline) throws InterruptedException {
    leaving = true;
    try {
      lock.lockInterruptibly();
      try {
        long left = deadline - System.nanoTime();
        while (isActing() && left > 0) {
          left = news.awaitNanos(left);
        }
      } finally {
        lock.unlock();
      }
    } finally {
      shut();
    }
  }

  private synchronized boolean isActing() {
    return roll.isActing();
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

  /// What was used so far.
  Meter meter() {
    return meter;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  Notes notes() {
    return notes;
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
      if (behind) {
        catchUp();
      }
      if (!closed) {
        write(decision);
        closed = true;
      }
    } finally {
      gate.writeLock().unlock();
    }
  }

  private List<Event> write(Function<Whiteboard, List<Event>> decision) {
    if (behind) {
      catchUp();
    }
    if (closed) {
      throw new EndedException();
    }
    List<Event> events = mask.masked(orders.questions().withEnds(decision.apply(whiteboard)));
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
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until something happened after a version: facts about tasks, or a failure of the log.
  void await(long seen) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (version == seen) {
        news.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /// The same, for a bounded time.
  void await(long seen, Duration atMost) throws InterruptedException {
    // A little longer, so that what is due by then is.
    long left = atMost.toNanos() + 1_000_000;
    lock.lockInterruptibly();
    try {
      while (version == seen && left > 0) {
        left = news.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void happened() {
    lock.lock();
    try {
      version++;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The model can be asked nothing any more: the session ends for this reason with the next fact
  /// about a task.
  void refused(String reason) {
    refusal = reason;
  }

  /// Why the model can be asked nothing any more; null while it can.
  @Nullable String refusal() {
    return refusal;
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
      List<Event> masked = mask.masked(events);
      return leaving ? ended(masked) : appended(masked);
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
      if (events.stream().anyMatch(Event.ModelAnswered.class::isInstance)) {
        happened();
      }
      return entries;
    } catch (LogException e) {
      failure = e;
      behind = true;
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
