package manyhands.e2b;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import manyhands.desktop.DesktopException;
import manyhands.envd.ConnectCode;
import manyhands.session.SessionException;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/// The control plane: `/sandboxes` and `/v2/sandboxes`. The key is the server's token.
public final class SandboxServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient Sandboxes sandboxes;
  private final String key;
  private final int cpus;
  private final transient Supplier<@Nullable String> domain;

  /// `domain` is that of the sandboxes' names, null where they have none.
  public SandboxServlet(
      Sandboxes sandboxes, String key, int cpus, Supplier<@Nullable String> domain) {
    this.sandboxes = sandboxes;
    this.key = key;
    this.cpus = cpus;
    this.domain = domain;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      if (!isKey(String.valueOf(request.getHeader("X-API-Key")))) {
        Wire.refuse(
            response,
            401,
            "Invalid API key, please visit the data folder's file \"token\"\nThe key is the token");
        return;
      }
      String[] path = request.getRequestURI().replaceFirst("^/v2/", "/").split("/", -1);
      if (path.length == 2 || (path.length == 3 && path[2].isEmpty())) {
        all(request, response);
      } else {
        one(path, request, response);
      }
    } catch (EnvdFault fault) {
      Wire.refuse(response, fault.code().status(), String.valueOf(fault.getMessage()));
    } catch (SessionException e) {
      boolean full = e.code() == SessionException.Code.BUSY;
      Wire.refuse(response, full ? 429 : 500, String.valueOf(e.getMessage()));
    } catch (DesktopException e) {
      Wire.refuse(response, 503, String.valueOf(e.getMessage()));
    } catch (HttpException.RuntimeException e) {
      Wire.refuse(response, 400, "the address is no proper one: " + e.getReason());
    }
  }

  private boolean isKey(String offered) {
    return MessageDigest.isEqual(
        offered.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
  }

  private void all(HttpServletRequest request, HttpServletResponse response) throws IOException {
    switch (request.getMethod()) {
      case "POST" -> create(request, response);
      case "GET" -> list(request, response);
      default -> Wire.refuse(response, 405, "method not allowed");
    }
  }

  private void create(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Fields body = new Fields(Wire.body(request.getInputStream()));
    SandboxNote note = sandboxes.create(SandboxOrder.of(body));
    Wire.send(response, 201, SandboxJson.key(note, domain.get()));
  }

  private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    SandboxFilter filter = SandboxFilter.of(request);
    List<SandboxNote> all = sandboxes.notes().stream().filter(filter::takes).toList();
    int from = Math.min(filter.offset(), all.size());
    int to = Math.min(from + filter.limit(), all.size());
    if (to < all.size()) {
      response.setHeader("X-Next-Token", "" + to);
    }
    response.setHeader("X-Total-Running", "" + all.size());
    ArrayNode page = Wire.JSON.createArrayNode();
    all.subList(from, to).forEach(note -> page.add(SandboxJson.listed(note, cpus)));
    Wire.send(response, 200, page);
  }

  private void one(String[] path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String id = path[2].replaceFirst("-.*$", "");
    if (!id.matches("[a-z0-9]{1,64}")) {
      throw new EnvdFault(ConnectCode.INVALID_ARGUMENT, "Invalid sandbox ID");
    }
    SandboxNote note = sandboxes.note(id).orElseThrow(() -> none(id));
    String what = request.getMethod() + (path.length > 3 ? " " + path[3] : "");
    switch (what) {
      case "GET" -> Wire.send(response, 200, SandboxJson.detail(note, cpus, domain.get()));
      case "DELETE" -> {
        if (!sandboxes.end(id, "killed")) {
          throw none(id);
        }
        response.setStatus(204);
      }
      case "POST timeout" -> endIn(id, "timeout", false, request, response);
      case "POST refreshes" -> endIn(id, "duration", true, request, response);
      case "POST connect" -> connect(id, request, response);
      case "POST resume" -> resume(id, request, response);
      case "POST pause" -> pause(id, request, response);
      case "GET metrics" -> metrics(id, request, response);
      default -> Wire.refuse(response, 501, "this server does not do that: " + what);
    }
  }

  private void endIn(
      String id,
      String field,
      boolean onlyLater,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Duration time = SandboxOrder.time(new Fields(Wire.body(request.getInputStream())), field);
    if (sandboxes.endIn(id, time, onlyLater).isPresent()) {
      response.setStatus(204);
    } else if (there(id).paused()) {
      Wire.refuse(response, 409, "Sandbox " + id + " is paused: connect to it first");
    } else {
      Wire.refuse(response, 409, "Sandbox " + id + " was just resumed: try again");
    }
  }

  private SandboxNote there(String id) {
    return sandboxes.note(id).orElseThrow(() -> none(id));
  }

  /// A paused one goes on.
  private void connect(String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Duration time = timeToBe(request);
    Optional<SandboxNote> running = sandboxes.endIn(id, time, true);
    SandboxNote note = running.or(() -> sandboxes.resume(id, time)).orElseThrow(() -> none(id));
    Wire.send(response, running.isPresent() ? 200 : 201, SandboxJson.key(note, domain.get()));
  }

  private void resume(String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<SandboxNote> note = sandboxes.resume(id, timeToBe(request));
    if (note.isPresent()) {
      Wire.send(response, 201, SandboxJson.key(note.get(), domain.get()));
    } else {
      Wire.refuse(response, 409, "Sandbox " + there(id).id() + " is already running");
    }
  }

  private static Duration timeToBe(HttpServletRequest request) throws IOException {
    Fields body = new Fields(Wire.body(request.getInputStream()));
    return body.has("timeout") ? SandboxOrder.time(body, "timeout") : SandboxOrder.USUAL;
  }

  private void pause(String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!new Fields(Wire.body(request.getInputStream())).flag("memory", true)) {
      throw SandboxOrder.cannot("memory false");
    }
    if (paused(id)) {
      response.setStatus(204);
    } else {
      Wire.refuse(response, 409, "Sandbox " + there(id).id() + " is already paused");
    }
  }

  private boolean paused(String id) {
    try {
      return sandboxes.pause(id);
    } catch (DesktopException | SessionException e) {
      // Somebody may have ended it meanwhile, which is no failure.
      var _ = there(id);
      throw e;
    }
  }

  /// What it is now; nothing of a paused one: it does nothing.
  private void metrics(String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ArrayNode all = Wire.JSON.createArrayNode();
    Period wanted = Period.of(request);
    sandboxes
        .running(id)
        .filter(_ -> wanted.has(sandboxes.clock().instant()))
        .map(sandbox -> EnvdMetrics.of(sandbox, sandboxes.clock().instant()))
        .map(SandboxJson::metric)
        .ifPresent(all::add);
    Wire.send(response, 200, all);
  }

  private static EnvdFault none(String id) {
    return new EnvdFault(
        ConnectCode.NOT_FOUND,
        "Sandbox \"%s\" doesn't exist or you don't have access to it".formatted(id));
  }
}
