package manyhands.desktop.rfb;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopId;
import manyhands.desktop.FakeMachine;
import org.awaitility.Awaitility;

/// A real Chromium, the whole screen of a real Xvnc, on pages of the test's own. A page tells what
/// happens to it by fetching `/say?words`.
final class BrowserFixture implements AutoCloseable {

  private static final String FRAME =
      """
      <!doctype html><html><head><style>
      html, body { margin: 0; width: 100%%; height: 100%%; overflow: hidden; background: white }
      * { cursor: default; user-select: none } div, button, canvas { position: absolute }
      </style></head><body>%s<script>
      const say = words => fetch('/say?' + words);
      fetch('/next').then(() => location.reload());
      %s
      requestAnimationFrame(() => setTimeout(() => say('ready'), 50));
      </script></body></html>
      """;

  private final XvncFixture xvnc = XvncFixture.start();
  private final HttpServer server;
  private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
  private final RfbDesktops opener = RfbDesktops.atFirstFrame(Thread.ofVirtual().factory());
  private final Desktop desktop;
  private final Semaphore next = new Semaphore(0);
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private volatile String page = FRAME.formatted("", "");

  BrowserFixture() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = page.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          exchange.getResponseHeaders().add("Cache-Control", "no-store");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.setExecutor(requests);
    server.createContext(
        "/next",
        exchange -> {
          next.acquireUninterruptibly();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.createContext(
        "/say",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          said.add(
              body.length > 0
                  ? new String(body, StandardCharsets.UTF_8)
                  : exchange.getRequestURI().getQuery());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    desktop = opener.open(new FakeMachine(new DesktopId("browser"), xvnc.screen()));
    xvnc.start(List.of("openbox"));
    xvnc.start(
        List.of(
            "chromium",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--user-data-dir=" + xvnc.folder().resolve("profile"),
            "--kiosk",
            "--window-position=0,0",
            "--window-size=1280,800",
            address("blank")));
    awaitSaid("ready");
  }

  Desktop desktop() {
    return desktop;
  }

  /// Shows another page and returns when it is there.
  void show(String body, String script) {
    page = FRAME.formatted(body, script);
    said.clear();
    next.release();
    awaitSaid("ready");
    said.clear();
  }

  List<String> said() {
    return List.copyOf(said);
  }

  /// What the page says next.
  String heard() {
    Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> !said.isEmpty());
    return String.valueOf(said.poll());
  }

  void awaitSaid(String words) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(30))
        .until(() -> said.contains(words));
  }

  String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
  }

  @Override
  public void close() {
    next.release(1000);
    desktop.close();
    opener.close();
    xvnc.close();
    server.stop(0);
    requests.shutdownNow();
  }
}
