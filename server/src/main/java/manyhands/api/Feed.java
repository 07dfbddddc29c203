package manyhands.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import manyhands.event.Entry;
import manyhands.event.EventLog;
import manyhands.event.SessionId;
import manyhands.session.LiveThinking;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of one stream, put into words once for everybody who follows it now. Followers take from
/// it at their own pace; one that is further behind reads the log. Safe for use by many threads.
final class Feed implements LiveThinking.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  /// Some seconds of a busy session: who is further behind reads the log instead.
  private static final int LATEST = 512;

  private static final int LATEST_CHARACTERS = 1 << 20;

  /// Pieces of thinking that wait to be handed round; more are dropped.
  private static final int PIECES = 256;

  /// Pieces of one agent that came together go out as one, up to this length.
  private static final int LONGEST_PIECE = 4_000;

  private static final Duration LONG = Duration.ofMinutes(1);

  private final SessionId stream;
  private final EventLog log;
  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private final List<Fact> latest = new ArrayList<>();
  private final BlockingQueue<LiveThinking.Piece> pieces = new ArrayBlockingQueue<>(PIECES);
  private final List<Thread> threads;
  private long newest;
  private int characters;
  private volatile @Nullable RuntimeException broken;

  /// One who follows. Both are called by the feed's own threads and must return at once.
  interface Watcher {
    /// There is more to take.
    void grown();

    /// Something that is not in the log.
    void heard(Fact aside);
  }

  Feed(SessionId stream, EventLog log, ThreadFactory threads) {
    this.stream = stream;
    this.log = log;
    this.newest = log.lastSeq(stream);
    this.threads = List.of(threads.newThread(this::follow), threads.newThread(this::tell));
  }

  void start() {
    threads.forEach(Thread::start);
  }

  Set<Watcher> watchers() {
    return watchers;
  }

  boolean isBroken() {
    return broken != null;
  }

  /// Facts after a number, in order, at most so many; fewer only when there are no more now. Fails
  /// as the log fails.
  List<Fact> after(long seq, int most) {
    RuntimeException failure = broken;
    if (failure != null) {
      throw failure;
    }
    synchronized (latest) {
      if (seq >= newest) {
        return List.of();
      }
      long from = latest.isEmpty() ? -1 : seq + 1 - latest.getFirst().seq();
      if (from >= 0) {
        // A thousand followers ask for each fact: no stream, no walk from the first.
        int start = (int) from;
        return List.copyOf(latest.subList(start, Math.min(latest.size(), start + most)));
      }
    }
    return log.read(stream, seq, most).stream().map(Fact::of).toList();
  }

  private void follow() {
    long from;
    synchronized (latest) {
      from = newest;
    }
    try (EventLog.Subscription entries = log.follow(stream, from)) {
      while (true) {
        List<Entry> more = entries.next(LONG);
        if (!more.isEmpty()) {
          add(more);
          watchers.forEach(Watcher::grown);
        }
      }
    } catch (InterruptedException _) {
      // Nobody follows any more.
    } catch (RuntimeException e) {
      LOG.error("cannot follow {}", stream, e);
      broken = e;
      watchers.forEach(Watcher::grown);
    }
  }

  private void add(List<Entry> entries) {
    List<Fact> facts = entries.stream().map(Fact::of).toList();
    synchronized (latest) {
      latest.addAll(facts);
      facts.forEach(fact -> characters += fact.json().length());
      newest = facts.getLast().seq();
      if (latest.size() > 2 * LATEST || characters > 2 * LATEST_CHARACTERS) {
        forgetOldest();
      }
    }
  }

  /// Half at once, since what is left moves to the front.
  private void forgetOldest() {
    int gone = 0;
    while (gone < latest.size() - 1
        && (latest.size() - gone > LATEST || characters > LATEST_CHARACTERS)) {
      characters -= latest.get(gone).json().length();
      gone++;
    }
    latest.subList(0, gone).clear();
  }

  @Override
  public void heard(LiveThinking.Piece piece) {
    // A full queue drops it: the whole reasoning follows as a fact.
    boolean _ = pieces.offer(piece);
  }

  private void tell() {
    try {
      while (true) {
        List<LiveThinking.Piece> together = new ArrayList<>();
        together.add(pieces.take());
        pieces.drainTo(together);
        for (LiveThinking.Piece piece : joined(together)) {
          Fact aside = Fact.of(piece);
          watchers.forEach(each -> each.heard(aside));
        }
      }
    } catch (InterruptedException _) {
      // Nobody follows any more.
    }
  }

  private static List<LiveThinking.Piece> joined(List<LiveThinking.Piece> pieces) {
    List<LiveThinking.Piece> joined = new ArrayList<>();
    for (LiveThinking.Piece piece : pieces) {
      LiveThinking.Piece last = joined.isEmpty() ? null : joined.getLast();
      if (last != null
          && last.agent().equals(piece.agent())
          && last.task().equals(piece.task())
          && last.text().length() + piece.text().length() <= LONGEST_PIECE) {
        joined.removeLast();
        piece =
            new LiveThinking.Piece(
                piece.session(), piece.agent(), piece.task(), last.text() + piece.text());
      }
      joined.add(piece);
    }
    return joined;
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
