package manyhands.mcp;

import java.util.Arrays;
import manyhands.api.ApiFixture;
import manyhands.api.ApiFixture.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of the door that says exactly what a test says.
final class Client {
  static final String BEGIN =
      """
      {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25",
       "capabilities": {}, "clientInfo": {"name": "cheddar", "version": "1"}}}\
      """;
  private static final String[] HEADERS = {
    "Authorization: Bearer " + ApiFixture.TOKEN,
    "Content-Type: application/json",
    "Accept: application/json, text/event-stream"
  };

  private final ApiFixture api;
  final String session;

  /// One whose session has begun.
  Client(ApiFixture api) {
    this.api = api;
    session = send(BEGIN).header("mcp-session-id");
    send("{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}", with());
  }

  String with() {
    return "Mcp-Session-Id: " + session;
  }

  /// Sends a body as a client without a session, but for what these headers say.
  Answer send(String body, String... headers) {
    return send(api, body, headers);
  }

  static Answer send(ApiFixture api, String body, String... headers) {
    String[] all = Arrays.copyOf(HEADERS, HEADERS.length + headers.length);
    System.arraycopy(headers, 0, all, HEADERS.length, headers.length);
    return api.send("POST", McpDoor.PATH, body, all);
  }

  /// What comes back for a request of this session, the last message of it.
  JsonNode ask(String method, String params) {
    Answer answer =
        send(
            "{\"jsonrpc\": \"2.0\", \"id\": 7, \"method\": \"%s\", \"params\": %s}"
                .formatted(method, params),
            with());
    return last(answer);
  }

  JsonNode call(String tool, String arguments) {
    return ask("tools/call", "{\"name\": \"%s\", \"arguments\": %s}".formatted(tool, arguments))
        .path("result");
  }

  static JsonNode last(Answer answer) {
    String text = answer.text();
    if (answer.header("content-type").startsWith("application/json")) {
      return answer.json();
    }
    String data =
        text.lines().filter(line -> line.startsWith("data:")).reduce("", (_, line) -> line);
    return data.isEmpty()
        ? JsonMapper.shared().missingNode()
        : JsonMapper.shared().readTree(data.substring(5));
  }

  /// The first text of a tool's answer.
  static String words(JsonNode result) {
    return result.path("content").path(0).path("text").asString();
  }
}
