package manyhands.api.socketio;

import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The server of Socket.IO: all connections, and the one thread that looks after them.
public final class SocketIo implements AutoCloseable {
  public static final String PATH = "/socket.io";

  /// The longest message of a client: what clients say here are short commands.
  static final int MAX_PAYLOAD = 64 * 1024;

  /// As many as the server takes TCP connections.
  private static final int MAX_CONNECTIONS = 4_000;

  /// Clients that have not said their token yet; each has seconds to do it.
  private static final int MAX_STRANGERS = 100;

  private static final Duration SWEEP = Duration.ofSeconds(1);

  private final Reception reception;
  private final ThreadFactory threads;
  private final Supplier<String> ids;
  private final Map<String, Connection> connections = new ConcurrentHashMap<>();
  private final Thread sweeper;

  /// `ids` gives words that nobody can guess.
  public SocketIo(Reception reception, ThreadFactory threads, Supplier<String> ids) {
    this.reception = reception;
    this.threads = threads;
    this.ids = ids;
    this.sweeper = threads.newThread(this::sweep);
  }

  public void start() {
    sweeper.start();
  }

  /// Adds its routes. Host and Origin of their requests must have been checked before.
  public void route(RoutesConfig routes) {
    Polling polling = new Polling(this, reception);
    routes.get(PATH, polling::get);
    routes.post(PATH, polling::post);
    WebSockets webSockets = new WebSockets(this, reception, threads);
    routes.wsBeforeUpgrade(PATH, webSockets::check);
    routes.ws(PATH, webSockets::listen);
  }

  /// How many clients there are.
  public int clients() {
    return connections.size();
  }

  /// A new connection; null when there are too many.
  @Nullable Connection open(Connection.Transport transport, boolean credentials) {
    if (connections.size() >= MAX_CONNECTIONS || (!credentials && strangers() >= MAX_STRANGERS)) {
      return null;
    }
    String sid = ids.get();
    Connection connection =
        new Connection(sid, transport, credentials, reception, () -> connections.remove(sid));
    connections.put(sid, connection);
    return connection;
  }

  private long strangers() {
    return connections.values().stream()
        .filter(each -> !each.credentials() && !each.conversation().isConnected())
        .count();
  }

  @Nullable Connection find(String sid) {
    return connections.get(sid);
  }

  private void sweep() {
    try {
      while (true) {
        Thread.sleep(SWEEP);
        long now = System.nanoTime();
        connections.values().forEach(each -> each.tick(now));
      }
    } catch (InterruptedException _) {
      // The server ends.
    }
  }

  @Override
  public void close() {
    sweeper.interrupt();
    connections.values().forEach(Connection::close);
  }
}
