package manyhands.e2b;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells by the name that was asked for what is meant: `PORT-ID.DOMAIN` a port of a sandbox,
/// `api.DOMAIN` the control plane, `sandbox.DOMAIN` what the headers say. No other name is
/// answered, and nothing of the server's own is here.
final class NameServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private static final Pattern PORT = Pattern.compile("([0-9]{1,5})-([a-z0-9]{1,57})");

  private final String domain;
  private final transient HttpServlet control;
  private final transient HttpServlet envd;
  private final transient HttpServlet ports;

  NameServlet(String domain, HttpServlet control, HttpServlet envd, HttpServlet ports) {
    this.domain = domain;
    this.control = control;
    this.envd = envd;
    this.ports = ports;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String name = name(String.valueOf(request.getHeader("Host")));
    Matcher port = PORT.matcher(name);
    if (port.matches()) {
      HttpServletRequest named = new Named(request, port.group(2), port.group(1));
      HttpServlet meant = port.group(1).equals(EnvdServlet.OWN_PORT) ? envd : ports;
      meant.service(named, response);
    } else if (name.equals("sandbox")) {
      new SandboxGate(envd, ports).service(request, response);
    } else if (name.equals("api")) {
      api(request, response);
    } else {
      Wire.refuse(response, 400, "Invalid host");
    }
  }

  /// What stands before the domain; empty when the domain is another.
  private String name(String host) {
    String whole = host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
    return whole.endsWith("." + domain)
        ? whole.substring(0, whole.length() - domain.length() - 1)
        : "";
  }

  private void api(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String path = request.getRequestURI();
    if (path.matches("/(v2/)?sandboxes(/.*)?")) {
      control.service(request, response);
    } else if (path.equals("/health")) {
      response.setStatus(204);
    } else {
      Wire.refuse(response, 404, "no such path");
    }
  }

  /// A request whose name says what other requests' headers say.
  private static final class Named extends HttpServletRequestWrapper {
    private final String id;
    private final String port;

    Named(HttpServletRequest request, String id, String port) {
      super(request);
      this.id = id;
      this.port = port;
    }

    @Override
    public @Nullable String getHeader(String name) {
      if (name.equalsIgnoreCase(EnvdServlet.SANDBOX)) {
        return id;
      }
      return name.equalsIgnoreCase(EnvdServlet.PORT) ? port : super.getHeader(name);
    }
  }
}
