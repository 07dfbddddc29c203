package manyhands.model.openai;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What a provider did by itself for a reply: the tools of other servers that it ran, and which of
/// those servers failed. It is shown to people with the model's thoughts; what the tools answered
/// is not repeated to the model, for it is anybody's text. For one reply.
final class ServerTools {

  private static final int MAX_WORDS = 2_000;

  private final Set<String> ran = new LinkedHashSet<>();
  private final Set<String> failed = new LinkedHashSet<>();

  void take(JsonNode chunk) {
    for (JsonNode tool : chunk.path("tools_executed")) {
      ran.add(tool.isString() ? tool.stringValue() : tool.path("name").asString(tool.toString()));
    }
    chunk
        .path("mcp_server_errors")
        .properties()
        .forEach(error -> failed.add(error.getKey() + ": " + error.getValue().asString("failed")));
  }

  String addedTo(String thinking) {
    StringBuilder words = new StringBuilder(thinking);
    if (!ran.isEmpty()) {
      words.append(words.isEmpty() ? "" : "\n\n");
      words.append("The provider ran: ").append(String.join(", ", ran));
    }
    if (!failed.isEmpty()) {
      words.append(words.isEmpty() ? "" : "\n\n");
      words.append("MCP servers that failed: ").append(String.join("; ", failed));
    }
    int most = thinking.length() + MAX_WORDS;
    return words.length() > most ? words.substring(0, most) + "..." : words.toString();
  }
}
