package manyhands.fakes;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What Dedalus refuses before it looks at a conversation: the shapes that are its own. It says so
/// the way its framework does, as a list of places.
final class DedalusRules {

  private DedalusRules() {}

  /// The body of the refusal; empty when there is nothing to refuse.
  static String wrong(JsonNode request) {
    if (!request.path("model").stringValue("").matches("[a-z0-9-]+/\\S+")) {
      return detail("model", "string_pattern_mismatch", "Model must be provider/model");
    }
    JsonNode servers = request.path("mcp_servers");
    if (servers.isMissingNode()) {
      return "";
    }
    if (!servers.isArray()) {
      return servers.isString() && isServer(servers)
          ? ""
          : detail("mcp_servers", "list_type", "Input should be a valid list");
    }
    for (JsonNode server : servers) {
      if (!isServer(server)) {
        return detail("mcp_servers", "string_type", "Input should be a slug, a URL or a server");
      }
    }
    return "";
  }

  private static boolean isServer(JsonNode server) {
    return server.isString()
        ? server.stringValue().matches("https?://\\S+|[\\w.-]+/[\\w.-]+")
        : server.path("name").isString() && (server.has("slug") || server.has("url"));
  }

  private static String detail(String field, String type, String message) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    ObjectNode one = body.putArray("detail").addObject();
    one.putArray("loc").add("body").add(field);
    one.put("msg", message).put("type", type);
    return body.toString();
  }
}
