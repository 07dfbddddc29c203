package manyhands.e2b;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Where requests that name a sandbox and a port by headers go: to envd, or into the sandbox. No
/// browser's page comes this way: it would be of one origin with the server's own.
final class SandboxGate extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient HttpServlet envd;
  private final transient HttpServlet ports;

  SandboxGate(HttpServlet envd, HttpServlet ports) {
    this.envd = envd;
    this.ports = ports;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    @Nullable String port = request.getHeader(EnvdServlet.PORT);
    if (port == null
        || port.equals(EnvdServlet.OWN_PORT)
        || request.getHeader(EnvdServlet.SANDBOX) == null) {
      envd.service(request, response);
    } else if (request.getHeader("Sec-Fetch-Site") != null) {
      Wire.refuse(response, 403, "browsers reach the ports of sandboxes by their names only");
    } else {
      ports.service(request, response);
    }
  }
}
