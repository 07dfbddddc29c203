package manyhands.api;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import manyhands.event.SessionId;
import org.jspecify.annotations.Nullable;

/// One follower's server-sent events.
///
/// It blocks on a slow reader and takes from the feed at his pace: nothing piles up, and the
/// server's idle timeout ends a reader that takes nothing. It does not end with the session, since
/// a session may go on after its end; the reader leaves when he has seen enough.
final class LiveStream implements Feed.Watcher, AutoCloseable {
  /// How often it says that it is alive: well under the half minute after which proxies cut.
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private static final byte[] ALIVE = ":\n\n".getBytes(StandardCharsets.UTF_8);
  private static final int BATCH = 64;

  /// Pieces of thinking that wait for a slow reader; more are dropped.
  private static final int ASIDES = 64;

  private final Feeds feeds;
  private final SessionId session;
  private final Feed feed;
  private final Semaphore news = new Semaphore(0);
  private final BlockingQueue<Fact> asides = new ArrayBlockingQueue<>(ASIDES);
  private long seen;

  LiveStream(Feeds feeds, SessionId session, long seen) {
    this.feeds = feeds;
    this.session = session;
    this.seen = seen;
    this.feed = feeds.join(session, this);
  }

  @Override
  public void grown() {
    news.release();
  }

  @Override
  public void heard(Fact aside) {
    if (asides.offer(aside)) {
      news.release();
    }
  }

  /// Sends until the reader leaves or the server ends.
  void send(Context exchange) throws IOException {
    exchange.status(200).contentType("text/event-stream").header("Cache-Control", "no-store");
    ServletOutputStream out = exchange.res().getOutputStream();
    exchange.res().flushBuffer();
    try {
      while (true) {
        if (!sendNews(out)) {
          boolean more = news.tryAcquire(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
          news.drainPermits();
          if (!more) {
            out.write(ALIVE);
            out.flush();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean sendNews(ServletOutputStream out) throws IOException {
    List<Fact> facts = feed.after(seen, BATCH);
    for (Fact fact : facts) {
      write(out, fact);
      seen = fact.seq();
    }
    @Nullable Fact aside = asides.poll();
    boolean any = aside != null || !facts.isEmpty();
    for (; aside != null; aside = asides.poll()) {
      write(out, aside);
    }
    if (any) {
      out.flush();
    }
    return any;
  }

  private static void write(ServletOutputStream out, Fact fact) throws IOException {
    out.write(fact.frame().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    feeds.leave(session, feed, this);
  }
}
