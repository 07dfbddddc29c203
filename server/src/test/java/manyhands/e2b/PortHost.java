package manyhands.e2b;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import manyhands.desktop.Command;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.Machine;
import manyhands.desktop.Program;
import manyhands.desktop.RunningProgram;
import manyhands.desktop.Size;
import manyhands.desktop.local.LocalDesktops;
import manyhands.desktop.local.RoomsForDesktops;
import org.awaitility.Awaitility;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;

/// Real machines as the sandboxes `i1` (public ports) and `i2` (closed ones), also known as `i3`
/// whose programs are told another host, reached by headers at one address and by names at another.
/// In each, a server of our own answers at a port.
final class PortHost implements AutoCloseable, EnvdSandboxes {

  static final String KEY = "the-key";
  static final String DOMAIN = "boxes.test";
  static final String TRAFFIC = "ta_secret";

  /// Where the server inside listens.
  static final int PORT = 3000;

  final TestCertificate certificate;
  private final RoomsForDesktops rooms = RoomsForDesktops.make();
  private final LocalDesktops desktops = rooms.provider();
  private final Map<String, One> all = new ConcurrentHashMap<>();
  private final EnvdRooms open;
  private final Server server;
  private final NameServer names;

  private record One(String id, Machine machine, @Nullable String traffic, @Nullable String host)
      implements EnvdSandbox {
    @Override
    public String token() {
      return "ea_secret_" + id;
    }

    @Override
    public Map<String, String> variables() {
      return Map.of();
    }
  }

  private final Path folder = Files.createTempDirectory("mh-names");

  PortHost() throws Exception {
    ThreadFactory threads = Thread.ofVirtual().factory();
    open = new EnvdRooms(threads);
    all.put("i1", new One("i1", boot("one"), null, null));
    all.put("i2", new One("i2", boot("two"), TRAFFIC, null));
    all.put("i3", new One("i3", all.get("i2").machine(), null, "cheese.example:${PORT}"));
    EnvdServlet envd = new EnvdServlet(this, open, Clock.systemUTC());
    PortServlet ports = new PortServlet(this, open, KEY);
    certificate = TestCertificate.make(folder, DOMAIN);
    names =
        new NameServer(
            new NameServer.Place(DOMAIN, 0, "127.0.0.1", 0, certificate.files()), threads);
    names.start(envd, envd, ports);
    QueuedThreadPool pool = new QueuedThreadPool();
    pool.setVirtualThreadsExecutor(new VirtualThreadPool());
    server = new Server(pool);
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(new SandboxGate(envd, ports)), "/*");
    server.setHandler(context);
    server.start();
  }

  private Machine boot(String name) {
    return desktops.start(
        new DesktopSpec(
            new DesktopId(name),
            new Size(800, 600),
            DesktopSpec.Network.NONE,
            new DesktopSpec.Limits(1L << 30, 512, 64L << 20)));
  }

  /// The address where headers tell.
  int port() {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  /// The address where names tell.
  int namesPort() {
    return Integer.parseInt(names.advertised().split(":", 2)[1]);
  }

  Socket connect() throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(60_000);
    return socket;
  }

  /// Has a program of `src/test/resources/e2b` listen in a sandbox.
  RunningProgram serve(String id, int port) throws Exception {
    Machine machine = all.get(id).machine();
    try (var script = PortHost.class.getResourceAsStream("/e2b/server.pl")) {
      machine.write("server.pl", script.readAllBytes());
    }
    RunningProgram program =
        machine.start(new Program(List.of("perl", "server.pl", "" + port, id)));
    byte[] first = new byte[6];
    program.output().readNBytes(first, 0, 6);
    if (!new String(first, UTF_8).equals("ready\n")) {
      throw new AssertionError(new String(program.errors().readAllBytes(), UTF_8));
    }
    return program;
  }

  /// How many programs of ours carry connections in there.
  String relays(String id) {
    return new String(
            all.get(id)
                .machine()
                .run(Command.shell("pgrep -fc '^cat$' || true", Duration.ofSeconds(30)))
                .stdout(),
            UTF_8)
        .strip();
  }

  void noRelaysAreLeftIn(String id) {
    Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> relays(id).equals("0"));
  }

  /// As when its time is over.
  void end(String id) {
    One one = all.remove(id);
    open.forget(id);
    desktops.stop(one.machine().id());
  }

  @Override
  public Optional<EnvdSandbox> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  @Override
  public List<EnvdSandbox> all() {
    return List.copyOf(all.values());
  }

  @Override
  public void close() throws IOException {
    names.close();
    LifeCycle.stop(server);
    open.close();
    rooms.close();
    for (String left : new String[] {"store.p12", "certificate.pem", "key.pem", ""}) {
      Files.deleteIfExists(folder.resolve(left));
    }
  }
}
