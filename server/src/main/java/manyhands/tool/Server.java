package manyhands.tool;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import manyhands.agent.ExtraAnswer;
import manyhands.agent.ExtraTool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// One server, kept connected:
///
/// ```
/// start ──> connecting ──> up ──> broken ──> a pause, longer each time ──> connecting ...
/// ```
///
/// What it has listed stays on offer while it is away: its tools come and go with no word to a
/// model, and a call says that it cannot be reached. Safe for use by many threads.
final class Server implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /// A server that was mended is found again within this.
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /// A connection that held so long begins the pauses anew.
  private static final Duration STEADY = Duration.ofSeconds(30);

  /// A call waits so long for a server that is just connecting again.
  private static final Duration FOR_A_CALL = Duration.ofSeconds(10);

  private final ServerSpec spec;
  private final ThreadFactory threads;
  private final String version;
  private final Credentials keys;
  private final Standing standing = new Standing();

  private volatile @Nullable Thread tender;

  Server(ServerSpec spec, ThreadFactory threads, String version) {
    this.spec = spec;
    this.threads = threads;
    this.version = version;
    this.keys = new Credentials(spec.keys());
  }

  /// Connects and stays connected, on a thread of its own.
  void start() {
    Thread thread = threads.newThread(this::tend);
    tender = thread;
    thread.start();
  }

  private void tend() {
    Duration pause = FIRST_PAUSE;
    try {
      while (true) {
        long began = System.nanoTime();
        broken(stayConnected());
        boolean steady = System.nanoTime() - began > STEADY.toNanos();
        pause = steady ? FIRST_PAUSE : pause;
        Thread.sleep(pause);
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
      }
    } catch (InterruptedException _) {
      // It is closed.
    }
  }

  /// Returns why it did not connect, or not stay so.
  private String stayConnected() throws InterruptedException {
    try (Connection connection = Connection.open(spec, threads, standing::listChanged, version)) {
      Offer now = Offer.of(spec, connection.list());
      connected(connection, now);
      return connection.ended().get();
    } catch (ServerTrouble e) {
      return e.words();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (RuntimeException e) {
      LOG.error("the connection with {} ends because of an internal error", spec.name(), e);
      return "an internal error";
    }
  }

  private void connected(Connection connection, Offer now) {
    standing.connected(connection, now);
    LOG.info("the server {} is connected and has {} tools", spec.name(), now.tools().size());
    tellLeftOut(now);
  }

  private void tellLeftOut(Offer now) {
    if (!now.leftOut().isEmpty()) {
      LOG.warn("tools of {} are left out: {}", spec.name(), now.leftOut());
    }
  }

  private void broken(String why) {
    String words = keys.hiddenIn(why);
    // Once is enough of a server that stays away.
    if (standing.broken(words)) {
      LOG.warn("the server {} cannot be used: {}", spec.name(), words);
    }
  }

  String name() {
    return spec.name();
  }

  /// How it is now.
  McpTools.State state() {
    return new McpTools.State(spec.name(), standing.offer().tools().size(), standing.trouble());
  }

  /// Its tools, as it listed them last; waits until then for the first try to connect.
  List<ExtraTool> tools(long untilNanos) throws InterruptedException {
    standing.awaitTried(untilNanos);
    Connection connection = standing.toList();
    if (connection != null) {
      try {
        Offer now = Offer.of(spec, connection.list());
        tellLeftOut(now);
        standing.offers(now);
      } catch (ServerTrouble e) {
        LOG.warn("the tools of {} could not be listed again: {}", spec.name(), e.words());
      }
    }
    return standing.offer().tools();
  }

  ExtraAnswer call(ExtraTool tool, ObjectNode arguments, Duration atMost)
      throws InterruptedException {
    Duration time = atMost.compareTo(spec.timeout()) < 0 ? atMost : spec.timeout();
    Connection connection = standing.awaitUp(time.compareTo(FOR_A_CALL) < 0 ? time : FOR_A_CALL);
    if (connection == null) {
      return new ExtraAnswer.NotDone(
          "the server " + spec.name() + " cannot be reached at the moment: " + state().trouble());
    }
    try {
      return AnswerReading.of(connection.call(tool.tool(), arguments, time), keys);
    } catch (ServerTrouble e) {
      String words = keys.hiddenIn(e.words());
      return switch (e.done()) {
        case SERVER_SAYS_NO -> new ExtraAnswer.Refused(words);
        case NO -> new ExtraAnswer.NotDone("server " + spec.name() + ": " + words);
        case PERHAPS -> {
          breakIfSilent(connection);
          yield new ExtraAnswer.Unknown("server " + spec.name() + ": " + words);
        }
      };
    }
  }

  /// Who does not even answer whether it is there is connected anew.
  private void breakIfSilent(Connection connection) {
    threads
        .newThread(() -> {
          try {
            if (!connection.ended().isDone() && !connection.answers()) {
              boolean _ = connection.ended().complete("it does not answer any more");
            }
          } catch (InterruptedException _) {
            // Nobody interrupts this thread.
          }
        })
        .start();
  }

  /// Tells it to end.
  void interrupt() {
    Thread thread = tender;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /// Returns when what it started has ended, or was told to.
  @Override
  public void close() {
    interrupt();
    Thread thread = tender;
    try {
      boolean _ = thread == null || thread.join(Connection.TO_CLOSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
