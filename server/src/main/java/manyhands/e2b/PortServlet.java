package manyhands.e2b;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import manyhands.desktop.DesktopException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.HttpStream;
import org.jspecify.annotations.Nullable;

/// Hands requests on to ports inside sandboxes, and the answers back: HTTP, and whatever it is
/// switched to, as WebSockets do. Blocks its thread.
final class PortServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  static final String TRAFFIC = "E2b-Traffic-Access-Token";

  /// A body that nobody wants any more is let go of within this.
  private static final Duration LETTING_GO = Duration.ofSeconds(2);

  private static final int LAST_PORT = 65_535;

  private final transient EnvdSandboxes sandboxes;
  private final transient EnvdRooms rooms;
  private final String key;

  /// `key` is the server's, which no sandbox is ever told.
  PortServlet(EnvdSandboxes sandboxes, EnvdRooms rooms, String key) {
    this.sandboxes = sandboxes;
    this.rooms = rooms;
    this.key = key;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String id = String.valueOf(request.getHeader(EnvdServlet.SANDBOX));
    String port = String.valueOf(request.getHeader(EnvdServlet.PORT));
    int number = port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
    if (number < 1 || number > LAST_PORT) {
      Wire.refuse(response, 400, "invalid sandbox port");
      return;
    }
    Optional<EnvdSandbox> sandbox = sandboxes.find(id);
    if (sandbox.isEmpty()) {
      Nobody.home(request, response, id);
      return;
    }
    Optional<String> refusal = refusal(sandbox.get(), request.getHeader(TRAFFIC));
    if (refusal.isPresent()) {
      Nobody.refuse(request, response, id, refusal.get());
      return;
    }
    try {
      pass(sandbox.get(), number, request, response);
    } catch (EnvdFault fault) {
      Wire.refuse(response, fault.code().status(), String.valueOf(fault.getMessage()));
    } catch (DesktopException _) {
      Nobody.home(request, response, id);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      Wire.cut(request);
    }
  }

  private static Optional<String> refusal(EnvdSandbox sandbox, @Nullable String offered) {
    String wanted = sandbox.traffic();
    if (wanted == null) {
      return Optional.empty();
    }
    if (offered == null) {
      return Optional.of(
          "Sandbox is secured with traffic access token. Token header 'e2b-traffic-access-token' is"
              + " missing");
    }
    boolean same =
        MessageDigest.isEqual(
            wanted.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    return same
        ? Optional.empty()
        : Optional.of(
            "Sandbox is secured with traffic access token. Provided traffic access token is"
                + " invalid");
  }

  private void pass(
      EnvdSandbox sandbox, int port, HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    PortLines lines = rooms.of(sandbox).lines();
    Optional<PortLine> found = lines.open(port);
    if (found.isEmpty()) {
      Nobody.listens(request, response, sandbox.id(), "" + port);
      return;
    }
    PortLine line = found.get();
    boolean switched = false;
    try {
      PortRequest sent = new PortRequest(request, host(sandbox, port), secrets(sandbox));
      Thread body = send(sent, request, line, lines.threads());
      PortAnswer answer = new PortAnswer(response, request.getMethod().equals("HEAD"));
      PortAnswer.End end = answer.pass(line);
      switched = end == PortAnswer.End.SWITCHED && sent.isUpgrade();
      switch (end) {
        case WHOLE -> {}
        case SWITCHED -> {
          if (switched) {
            upgrade(request, line, lines, answer.rest());
          } else {
            Nobody.listens(request, response, sandbox.id(), "" + port);
          }
        }
        case NONE -> Nobody.listens(request, response, sandbox.id(), "" + port);
        case BROKEN -> Wire.cut(request);
      }
      letGo(body, switched ? null : line, request);
    } finally {
      if (!switched) {
        line.close();
      }
    }
  }

  private static @Nullable String host(EnvdSandbox sandbox, int port) {
    String host = sandbox.host();
    return host == null ? null : host.replace("${PORT}", "" + port);
  }

  private List<String> secrets(EnvdSandbox sandbox) {
    List<String> secrets = new ArrayList<>(List.of(key, sandbox.token()));
    if (sandbox.traffic() != null) {
      secrets.add(sandbox.traffic());
    }
    return secrets;
  }

  /// The body goes on its own thread: a program may answer before it has read all of it, or read
  /// only what it has answered.
  private static @Nullable Thread send(
      PortRequest sent, HttpServletRequest request, PortLine line, ThreadFactory threads)
      throws IOException {
    byte[] head = sent.head();
    try {
      line.write(head, 0, head.length);
    } catch (IOException _) {
      // What it has said before it closed is its answer.
      return null;
    }
    if (!sent.hasBody()) {
      return null;
    }
    InputStream from = request.getInputStream();
    Thread thread =
        threads.newThread(() -> {
          try {
            sent.send(from, line);
          } catch (IOException _) {
            // Either end is gone: the answer, or its absence, says so.
          }
        });
    thread.start();
    return thread;
  }

  private static void letGo(
      @Nullable Thread body, @Nullable PortLine line, HttpServletRequest request)
      throws InterruptedException {
    if (body == null || !body.isAlive()) {
      return;
    }
    if (line != null) {
      line.close();
    }
    body.interrupt();
    if (!body.join(LETTING_GO)) {
      Wire.cut(request);
    }
  }

  private static void upgrade(
      HttpServletRequest request, PortLine line, PortLines lines, byte[] rest) {
    ServletContextRequest core = ServletContextRequest.getServletContextRequest(request);
    Tunnel tunnel =
        new Tunnel(
            core.getConnectionMetaData().getConnection().getEndPoint(),
            line,
            lines.threads(),
            rest);
    core.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, tunnel);
  }
}
