package manyhands.e2b;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import manyhands.envd.ConnectCode;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON in and out of HTTP messages, as E2B writes it.
final class Wire {

  /// A message of one call. Clients send what they type into a program in one piece, files never.
  static final int MESSAGE_AT_MOST = 16 << 20;

  static final JsonMapper JSON = JsonMapper.builder().build();

  private Wire() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ObjectNode body(InputStream from) throws IOException {
    byte[] bytes = from.readNBytes(MESSAGE_AT_MOST + 1);
    if (bytes.length > MESSAGE_AT_MOST) {
      throw new EnvdFault(
          ConnectCode.RESOURCE_EXHAUSTED, "a message has more than " + MESSAGE_AT_MOST + " bytes");
    }
    return read(bytes);
  }

  static ObjectNode read(byte[] bytes) {
    if (bytes.length == 0) {
      return object();
    }
    try {
      if (JSON.readTree(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException _) {
      // Told below.
    }
    throw new EnvdFault(ConnectCode.INVALID_ARGUMENT, "the message is no JSON object");
  }

  static void send(HttpServletResponse response, int status, JsonNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    response.setStatus(status);
    response.setContentType("application/json");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /// An error that is none of Connect's: its code is the HTTP status.
  static void refuse(HttpServletResponse response, int status, String message) throws IOException {
    send(response, status, object().put("code", status).put("message", message));
  }

  /// Cuts the connection without an end: clients take an answer that ends for one that is whole.
  static void cut(HttpServletRequest request) {
    ServletContextRequest core = ServletContextRequest.getServletContextRequest(request);
    if (core != null) {
      core.getConnectionMetaData().getConnection().getEndPoint().close();
    }
  }
}
