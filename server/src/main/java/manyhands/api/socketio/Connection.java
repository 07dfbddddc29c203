package manyhands.api.socketio;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// One client, whatever it comes through.
///
/// ```
/// polling ──probe──> upgrading ──5──> WebSocket ──┐
///    │                   └──probe lost──> polling │
///    └────── close, silence, a fault ─────────────┴──> closed
/// ```
///
/// Whoever can send to the client (a waiting poll, or the writer of its WebSocket) takes what there
/// is; what is not taken stays where it came from. Safe for use by many threads.
public final class Connection {
  static final Duration PING_INTERVAL = Duration.ofSeconds(25);
  static final Duration PING_TIMEOUT = Duration.ofSeconds(20);

  /// A client that opens a connection says its token in the same moment.
  static final Duration ADMITTED_WITHIN = Duration.ofSeconds(10);

  /// Answers that wait for a client: one that asks more without reading is not a fair one.
  private static final int MAX_REPLIES = 64;

  /// Asides that wait for a client: some seconds of a model's thinking.
  private static final int MAX_ASIDES = 64;

  /// So much is taken at once: enough to be quick, little to hold for each client.
  private static final int BATCH_PACKETS = 32;

  private static final int BATCH_CHARACTERS = 256 * 1024;

  /// How a client is reached.
  enum Transport {
    POLLING,
    UPGRADING,
    WEBSOCKET
  }

  private final String sid;
  private final boolean credentials;
  private final Runnable forget;
  private final long openedAt = System.nanoTime();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ReentrantLock polls = new ReentrantLock();
  private final Queue<String> replies = new ArrayDeque<>();
  private final Queue<String> asides = new ArrayDeque<>();
  private final List<Source> sources = new CopyOnWriteArrayList<>();
  private final Conversation conversation;
  private Transport transport;
  private boolean awake;
  private boolean closing;
  private boolean closed;
  private int firstSource;
  private long pingAt = openedAt + PING_INTERVAL.toNanos();
  private boolean pinged;

  Connection(
      String sid, Transport transport, boolean credentials, Reception reception, Runnable forget) {
    this.sid = sid;
    this.transport = transport;
    this.credentials = credentials;
    this.forget = forget;
    this.conversation = new Conversation(this, reception, credentials);
  }

  String sid() {
    return sid;
  }

  /// Whether its HTTP requests carried the token; then all of them must.
  boolean credentials() {
    return credentials;
  }

  /// Held by the one request that takes; two at once are a fault of the client's.
  ReentrantLock polls() {
    return polls;
  }

  Conversation conversation() {
    return conversation;
  }

  /// Sends something that may be lost when the client is slow.
  public void aside(String packet) {
    lock.lock();
    try {
      if (asides.size() < MAX_ASIDES) {
        asides.add(packet);
        wake();
      }
    } finally {
      lock.unlock();
    }
  }

  public void follow(Source source) {
    sources.add(source);
    awake();
  }

  public void leave(Source source) {
    sources.remove(source);
  }

  /// A source has more.
  public void awake() {
    lock.lock();
    try {
      wake();
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    awake = true;
    changed.signal();
  }

  void reply(String packet) {
    lock.lock();
    try {
      if (replies.size() >= MAX_REPLIES) {
        closed = true;
      } else {
        replies.add(packet);
      }
      wake();
    } finally {
      lock.unlock();
    }
    if (isClosed()) {
      close();
    }
  }

  /// Takes what there is to send, waiting for it. Empty when the time ran out or, at the end, when
  /// nothing more is to be sent.
  List<String> take(Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    while (true) {
      List<String> batch = new ArrayList<>();
      lock.lockInterruptibly();
      try {
        while (!awake && !closed && left > 0) {
          left = changed.awaitNanos(left);
        }
        if (drain(batch)) {
          return batch;
        }
      } finally {
        lock.unlock();
      }
      pull(batch);
      if (!batch.isEmpty() || left <= 0) {
        return batch;
      }
    }
  }

  /// The same without an end to the waiting: a timer for each of a thousand waits costs more than
  /// what is sent.
  List<String> take() throws InterruptedException {
    while (true) {
      List<String> batch = new ArrayList<>();
      lock.lockInterruptibly();
      try {
        while (!awake && !closed) {
          changed.await();
        }
        if (drain(batch)) {
          return batch;
        }
      } finally {
        lock.unlock();
      }
      pull(batch);
      if (!batch.isEmpty()) {
        return batch;
      }
    }
  }

  /// Takes what waits here; true when that is all that is to be sent now.
  private boolean drain(List<String> batch) {
    awake = false;
    drain(replies, batch);
    drain(asides, batch);
    if (!closed && !closing && batch.isEmpty() && transport == Transport.UPGRADING) {
      batch.add(Packets.NOOP);
      return true;
    }
    return closed || closing;
  }

  private static void drain(Queue<String> queue, List<String> into) {
    into.addAll(queue);
    queue.clear();
  }

  /// Each source in turn is the first, so that a busy one keeps none from the others.
  private void pull(List<String> batch) {
    Object[] all = sources.toArray();
    int characters = 0;
    for (int i = 0; i < all.length; i++) {
      int room = BATCH_PACKETS - batch.size();
      if (room <= 0 || characters > BATCH_CHARACTERS) {
        awake();
        break;
      }
      List<String> packets = ((Source) all[(firstSource + i) % all.length]).next(room);
      batch.addAll(packets);
      for (String packet : packets) {
        characters += packet.length();
      }
      if (packets.size() == room) {
        // There may be more where this came from.
        awake();
      }
    }
    firstSource = all.length == 0 ? 0 : (firstSource + 1) % all.length;
  }

  /// Nothing more is said but what waits already.
  void closeAfterReplies() {
    lock.lock();
    try {
      closing = true;
      wake();
    } finally {
      lock.unlock();
    }
  }

  /// Whether the end has come, as far as sending goes.
  boolean isEnding() {
    lock.lock();
    try {
      return closed || (closing && replies.isEmpty());
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /// Goes from one transport to another; false when it is not at the first.
  boolean move(Transport from, Transport to) {
    lock.lock();
    try {
      if (transport != from || closed) {
        return false;
      }
      transport = to;
      wake();
      return true;
    } finally {
      lock.unlock();
    }
  }

  boolean isAt(Transport here) {
    lock.lock();
    try {
      return transport == here;
    } finally {
      lock.unlock();
    }
  }

  void ponged() {
    lock.lock();
    try {
      pinged = false;
      pingAt = System.nanoTime() + PING_INTERVAL.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /// Pings when it is time, and closes when the client has been silent for too long.
  void tick(long now) {
    boolean late = !conversation.isConnected() && now - openedAt > ADMITTED_WITHIN.toNanos();
    boolean ping = false;
    lock.lock();
    try {
      if (pinged && now - pingAt > PING_TIMEOUT.toNanos()) {
        late = true;
      } else if (!pinged && now - pingAt >= 0) {
        pinged = true;
        pingAt = now;
        ping = true;
      }
    } finally {
      lock.unlock();
    }
    if (late) {
      close();
    } else if (ping) {
      reply(Packets.PING);
    }
  }

  /// Ends it; what was not taken is not sent. Idempotent.
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    forget.run();
    sources.clear();
    conversation.end();
  }
}
