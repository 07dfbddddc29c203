package manyhands.desktop.e2b;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A running sandbox, as the control plane describes it: its id, what its daemon and its other
/// ports want to be shown, and its domain (each empty where there is none).
record Sandbox(String id, String token, String traffic, String domain) {

  static Sandbox of(JsonNode answer) {
    return new Sandbox(
        answer.path("sandboxID").asString(""),
        answer.path("envdAccessToken").asString(""),
        answer.path("trafficAccessToken").asString(""),
        answer.path("domain").asString(""));
  }

  /// What every call to a port of it carries.
  Map<String, String> headers(int port) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("E2b-Sandbox-Id", id);
    headers.put("E2b-Sandbox-Port", "" + port);
    if (port == E2bAccount.ENVD && !token.isEmpty()) {
      headers.put("X-Access-Token", token);
    }
    if (port != E2bAccount.ENVD && !traffic.isEmpty()) {
      headers.put("e2b-traffic-access-token", traffic);
    }
    return headers;
  }

  /// Tokens are nobody's to see.
  @Override
  public String toString() {
    return "Sandbox[" + id + "]";
  }
}
