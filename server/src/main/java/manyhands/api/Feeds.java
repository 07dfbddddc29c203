package manyhands.api;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import manyhands.event.EventLog;
import manyhands.event.SessionId;
import manyhands.session.LiveThinking;

/// The feeds that are followed now: one for each stream, from its first follower to its last.
final class Feeds implements AutoCloseable {
  private final EventLog log;
  private final LiveThinking thinking;
  private final ThreadFactory threads;
  private final Map<SessionId, Feed> feeds = new HashMap<>();

  Feeds(EventLog log, LiveThinking thinking, ThreadFactory threads) {
    this.log = log;
    this.thinking = thinking;
    this.threads = threads;
  }

  EventLog log() {
    return log;
  }

  synchronized Feed join(SessionId stream, Feed.Watcher watcher) {
    Feed feed = feeds.get(stream);
    if (feed == null || feed.isBroken()) {
      if (feed != null) {
        end(stream, feed);
      }
      feed = new Feed(stream, log, threads);
      feeds.put(stream, feed);
      thinking.listen(stream, feed);
      feed.start();
    }
    feed.watchers().add(watcher);
    return feed;
  }

  synchronized void leave(SessionId stream, Feed feed, Feed.Watcher watcher) {
    feed.watchers().remove(watcher);
    if (feed.watchers().isEmpty()) {
      end(stream, feed);
    }
  }

  private void end(SessionId stream, Feed feed) {
    feeds.remove(stream, feed);
    thinking.leave(stream, feed);
    feed.close();
  }

  /// How many streams are followed.
  synchronized int size() {
    return feeds.size();
  }

  @Override
  public synchronized void close() {
    Map.copyOf(feeds).forEach(this::end);
  }
}
