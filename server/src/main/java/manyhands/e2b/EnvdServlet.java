package manyhands.e2b;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import manyhands.desktop.DesktopException;
import manyhands.envd.ConnectCode;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// envd for every sandbox that runs here, told apart by `E2b-Sandbox-Id`: `/process.Process/*`,
/// `/filesystem.Filesystem/*`, `/files`, `/health`, `/metrics`. Blocks its thread.
public final class EnvdServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(EnvdServlet.class);

  /// What this speaks: no metadata of files yet, which came with 0.6.2.
  public static final String VERSION = "0.6.1";

  public static final String SANDBOX = "E2b-Sandbox-Id";
  public static final String PORT = "E2b-Sandbox-Port";
  static final String OWN_PORT = "49983";

  private static final String UNAUTHORIZED =
      "unauthorized access, please provide a valid access token or method signing if supported";

  private final transient EnvdSandboxes sandboxes;
  private final transient EnvdRooms rooms;
  private final transient InstantSource clock;

  public EnvdServlet(EnvdSandboxes sandboxes, EnvdRooms rooms, InstantSource clock) {
    this.sandboxes = sandboxes;
    this.rooms = rooms;
    this.clock = clock;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String id = request.getHeader(SANDBOX);
    String port = request.getHeader(PORT);
    EnvdAccess access = new EnvdAccess(sandboxes, clock);
    boolean files = request.getRequestURI().equals("/files");
    if (id == null && port == null && files) {
      Optional<EnvdSandbox> signed = access.signedFor(request);
      if (signed.isEmpty()) {
        Wire.refuse(response, 401, "invalid signature");
        return;
      }
      serve(signed.get(), access, request, response);
      return;
    }
    if (id == null || port == null) {
      Wire.refuse(response, 400, "missing header");
      return;
    }
    Optional<EnvdSandbox> sandbox = sandboxes.find(id);
    if (sandbox.isEmpty() || !port.equals(OWN_PORT)) {
      if (sandbox.isPresent()) {
        Nobody.listens(request, response, id, port);
      } else {
        Nobody.home(request, response, id);
      }
      return;
    }
    serve(sandbox.get(), access, request, response);
  }

  private void serve(
      EnvdSandbox sandbox,
      EnvdAccess access,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    String path = request.getRequestURI();
    try {
      if (path.equals("/health")) {
        response.setStatus(204);
        return;
      }
      if (path.equals("/files")) {
        files(sandbox, access, request, response);
        return;
      }
      if (!EnvdAccess.isToken(sandbox, request.getHeader(EnvdAccess.TOKEN))) {
        Wire.refuse(response, 401, UNAUTHORIZED);
        return;
      }
      switch (path) {
        case "/metrics" ->
            Wire.send(response, 200, EnvdMetrics.of(sandbox, clock.instant()).json());
        case "/envs" -> {
          ObjectNode all = Wire.object();
          sandbox.variables().forEach(all::put);
          Wire.send(response, 200, all);
        }
        default -> new EnvdCalls(sandbox, rooms).answer(path, request, response);
      }
    } catch (EnvdFault fault) {
      plain(fault, response);
    } catch (DesktopException e) {
      plain(EnvdFault.of(e), response);
    } catch (HttpException.RuntimeException e) {
      String words = "the address is no proper one: " + e.getReason();
      plain(new EnvdFault(ConnectCode.INVALID_ARGUMENT, words), response);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      Wire.cut(request);
    }
  }

  private static void files(
      EnvdSandbox sandbox,
      EnvdAccess access,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Optional<String> refusal = access.refusal(sandbox, request);
    String user = Optional.ofNullable(request.getParameter("username")).orElse("");
    if (refusal.isEmpty() && !user.isEmpty() && !user.equals(EnvdAccess.USER)) {
      refusal = Optional.of("invalid username: '" + user + "'");
    }
    if (refusal.isPresent()) {
      Wire.refuse(response, 401, refusal.get());
      return;
    }
    switch (request.getMethod()) {
      case "GET" -> new EnvdFiles(sandbox).read(request, response);
      case "POST" -> new EnvdFiles(sandbox).write(request, response);
      default -> Wire.refuse(response, 405, "files are read with GET and written with POST");
    }
  }

  /// An error of `/files` and `/metrics`: no Connect, so the code is the HTTP status.
  private static void plain(EnvdFault fault, HttpServletResponse response) throws IOException {
    if (response.isCommitted()) {
      LOG.debug("an answer broke off: {}", fault.getMessage());
      return;
    }
    int status = fault.code() == ConnectCode.RESOURCE_EXHAUSTED ? 507 : fault.code().status();
    Wire.refuse(response, status, String.valueOf(fault.getMessage()));
  }

  /// Who calls, by Basic with an empty password; nobody named is the only one there is.
  static void checkUser(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return;
    }
    Function<String, String> decode =
        text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    String user;
    try {
      user = decode.apply(header.substring(6).strip()).split(":", 2)[0];
    } catch (IllegalArgumentException _) {
      user = "?";
    }
    if (!user.isEmpty() && !user.equals(EnvdAccess.USER)) {
      throw new EnvdFault(ConnectCode.UNAUTHENTICATED, "invalid username: '" + user + "'");
    }
  }
}
