package manyhands.e2b;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import manyhands.Tree;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.Machine;
import manyhands.desktop.Size;
import manyhands.desktop.local.LocalDesktops;
import manyhands.desktop.local.LocalPlaces;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/// One real machine as the sandbox `i1`, with its envd on a port.
final class EnvdHost implements AutoCloseable, EnvdSandboxes {

  static final String ID = "i1";
  static final String TOKEN = "ea_secret";

  private final LocalDesktops desktops;
  private final Machine machine;
  private final Server server;
  private final EnvdRooms rooms;
  private volatile boolean gone;

  EnvdHost(Clock clock) throws Exception {
    this(clock, Duration.ofSeconds(30));
  }

  /// With connections that the server closes when nothing goes over them for that long.
  EnvdHost(Clock clock, Duration idle) throws Exception {
    ThreadFactory threads = Thread.ofVirtual().factory();
    Path runtime = Files.createTempDirectory(Path.of("/tmp"), "mh-");
    desktops = new LocalDesktops(new LocalPlaces(Tree.ROOT.resolve("image"), runtime), threads);
    machine =
        desktops.start(
            new DesktopSpec(
                new DesktopId("envd"),
                new Size(800, 600),
                DesktopSpec.Network.NONE,
                new DesktopSpec.Limits(1L << 30, 512, 64L << 20)));
    rooms = new EnvdRooms(threads);
    QueuedThreadPool pool = new QueuedThreadPool();
    pool.setVirtualThreadsExecutor(new VirtualThreadPool());
    server = new Server(pool);
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setIdleTimeout(idle.toMillis());
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(new EnvdServlet(this, rooms, clock)), "/*");
    server.setHandler(context);
    server.start();
  }

  int port() {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  Machine machine() {
    return machine;
  }

  /// As when its time is over.
  void end() {
    gone = true;
    rooms.forget(ID);
  }

  @Override
  public Optional<EnvdSandbox> find(String id) {
    return all().stream().filter(sandbox -> sandbox.id().equals(id)).findFirst();
  }

  @Override
  public List<EnvdSandbox> all() {
    return gone ? List.of() : List.of(new One(machine));
  }

  private record One(Machine machine) implements EnvdSandbox {
    @Override
    public String id() {
      return ID;
    }

    @Override
    public String token() {
      return TOKEN;
    }

    @Override
    public Map<String, String> variables() {
      return Map.of("E2B_SANDBOX", "true", "GREETING", "hello");
    }
  }

  @Override
  public void close() {
    rooms.close();
    LifeCycle.stop(server);
    desktops.list().forEach(one -> desktops.stop(one.id()));
    desktops.close();
  }
}
