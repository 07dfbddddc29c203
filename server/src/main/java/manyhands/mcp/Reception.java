package manyhands.mcp;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/// Stands before the official transport: hands on what is well-formed, and puts what the transport
/// refuses into an answer that a client understands.
final class Reception extends HttpServlet {
  private static final long serialVersionUID = 1;

  private static final int INVALID_REQUEST = -32_600;
  private static final String VERSION = "MCP-Protocol-Version";

  private static final String SESSION = "Mcp-Session-Id";

  private final transient HttpServlet transport;
  private final transient Calls calls = new Calls();
  private final List<String> versions;
  private final int largest;

  /// `versions` of the protocol are spoken; messages have at most `largest` bytes.
  Reception(HttpServlet transport, List<String> versions, int largest) {
    this.transport = transport;
    this.versions = List.copyOf(versions);
    this.largest = largest;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    byte[] body = request.getInputStream().readNBytes(largest + 1);
    if (body.length > largest) {
      refuse(response, 413, "A message has at most " + largest + " bytes.");
      return;
    }
    String version = request.getHeader(VERSION);
    if (version != null && !versions.contains(version)) {
      refuse(response, 400, "`" + VERSION + "` must be one of " + versions + ".");
      return;
    }
    if (request.getMethod().equals("POST")) {
      post(body, request, response);
    } else {
      handOn(NullNode.instance, request, response);
    }
  }

  private void post(byte[] body, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Optional<Envelope.Fault> fault = Envelope.fault(body);
    if (fault.isPresent()) {
      send(response, fault.get());
    } else {
      take(Envelope.read(body), new ReadRequest(request, body), response);
    }
  }

  private void take(JsonNode message, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    JsonNode id = message.path("id").isMissingNode() ? NullNode.instance : message.path("id");
    String method = message.path("method").asString("");
    String session = request.getHeader(SESSION);
    if (session != null && method.equals("tools/call")) {
      Call call = calls.begin(session, id);
      request.setAttribute(McpDoor.CALL, call);
      try {
        handOn(id, request, response);
      } finally {
        calls.end(session, id, call);
      }
      return;
    }
    if (session != null && method.equals("notifications/cancelled")) {
      calls.cancel(session, message.path("params").path("requestId"));
    }
    handOn(id, request, response);
  }

  private void handOn(JsonNode id, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Refused refused = new Refused(response);
    transport.service(request, refused);
    if (refused.isRefused() && !response.isCommitted()) {
      int status = response.getStatus();
      send(response, Envelope.fault(status, id, INVALID_REQUEST, refused.words()));
    }
  }

  private static void refuse(HttpServletResponse response, int status, String words)
      throws IOException {
    send(response, Envelope.fault(status, NullNode.instance, INVALID_REQUEST, words));
  }

  private static void send(HttpServletResponse response, Envelope.Fault fault) throws IOException {
    response.setStatus(fault.status());
    response.setContentType("application/json");
    response.getOutputStream().write(fault.bytes());
  }
}
