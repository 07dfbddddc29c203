package manyhands.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import manyhands.api.ApiFixture;
import manyhands.desktop.CommandResult;
import manyhands.desktop.DesktopException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The door as the network sees it.
final class McpDoorTest {
  private static final String PING = "{\"jsonrpc\": \"2.0\", \"id\": 9, \"method\": \"ping\"}";

  private static ApiFixture api;
  private static Client client;

  @BeforeAll
  static void start() {
    api = new ApiFixture();
    client = new Client(api);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example:1",
        "Origin: https://evil.example",
        "Origin: null",
        "Sec-Fetch-Site: cross-site"
      })
  void foreignHostsAndOriginsAreRefusedEvenWithTheToken(String header) {
    for (String method : List.of("POST", "GET", "DELETE")) {
      var answer =
          api.send(
              method,
              McpDoor.PATH,
              "",
              header,
              client.with(),
              "Authorization: Bearer " + ApiFixture.TOKEN);
      assertThat(answer.status()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer wrong", "Basic Y2hlZGRhcg==", "Bearer cheddar-and-bri"})
  void nobodyComesInWithoutTheToken(String authorization) {
    for (String method : List.of("POST", "GET", "DELETE", "PUT", "OPTIONS")) {
      var answer =
          api.send(
              method,
              McpDoor.PATH,
              method.equals("POST") ? Client.BEGIN : "",
              "Content-Type: application/json",
              "Authorization: " + authorization);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
      assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }
  }

  @Test
  void onlyJsonIsTakenAsABody() {
    var answer =
        api.send(
            "POST",
            McpDoor.PATH,
            Client.BEGIN,
            "Content-Type: text/plain",
            "Authorization: Bearer " + ApiFixture.TOKEN);
    assertThat(answer.status()).isEqualTo(415);
  }

  @Test
  void everyToolSaysExactlyWhatItTakes() {
    JsonNode tools = client.ask("tools/list", "{}").path("result").path("tools");
    List<String> names = new ArrayList<>();
    for (JsonNode tool : tools) {
      names.add(tool.path("name").asString());
      JsonNode schema = tool.path("inputSchema");
      assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
      schema
          .path("required")
          .forEach(it -> assertThat(schema.path("properties").has(it.asString())).isTrue());
      assertThat(tool.path("description").asString()).endsWith(".");
    }
    assertThat(names)
        .containsExactlyInAnyOrder(
            "open_desktop",
            "list_desktops",
            "close_desktop",
            "screenshot",
            "click",
            "double_click",
            "move",
            "drag",
            "scroll",
            "type_text",
            "press_key",
            "wait",
            "run_command",
            "read_file",
            "write_file",
            "start_session",
            "session_status",
            "send_message",
            "stop_session");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{bad|400|-32700",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": {\"x\": NaN}}|400|-32700",
        "[]|400|-32600",
        "\"x\"|400|-32600",
        "{}|400|-32600",
        "{\"jsonrpc\": \"1.0\", \"id\": 1, \"method\": \"ping\"}|400|-32600",
        "{\"jsonrpc\": \"2.0\", \"id\": {}, \"method\": \"ping\"}|400|-32600",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": 7}|400|-32600",
        "{\"jsonrpc\": \"2.0\", \"id\": 1}|400|-32600",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\", \"params\": 3}|200|-32602",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\"}|200|-32602",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": {\"name\": 7}}|200|-32602",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": {\"name\": \"click\", \"arguments\": []}}|200|-32602",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": {\"name\": \"rabbit\"}}|200|-32602",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"resources/read\", \"params\": {}}|200|-32602",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"resources/read\", \"params\": {\"uri\": \"file:///etc/passwd\"}}|200|-32002",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"logging/setLevel\", \"params\": {\"level\": \"x\"}}|200|-32602",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"initialize\", \"params\": {}}|200|-32602",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"rabbit/eat\"}|200|-32601",
      })
  void whatIsMalformedIsAnsweredInWordsAndNeverWithATrace(String body, int status, int code) {
    var answer = client.send(body, client.with());
    assertThat(answer.status()).isEqualTo(status);
    JsonNode error = Client.last(answer).path("error");
    assertThat(error.path("code").asInt()).isEqualTo(code);
    assertThat(error.path("message").asString()).isNotBlank();
    assertThat(answer.text()).doesNotContain("stackTrace", "Exception", "io.modelcontextprotocol");
  }

  @Test
  void anEndedSessionOfTheTransportSaysToBeginAgain() {
    Client other = new Client(api);
    var bye =
        api.send(
            "DELETE", McpDoor.PATH, "", other.with(), "Authorization: Bearer " + ApiFixture.TOKEN);
    assertThat(bye.status()).isEqualTo(200);
    var answer = other.send(PING, other.with());
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("id").asInt()).isEqualTo(9);
    assertThat(answer.text()).contains("`initialize` again").doesNotContain("stackTrace");
    assertThat(client.send(PING).status()).isEqualTo(400);
    assertThat(client.send(PING, client.with()).status()).isEqualTo(200);
  }

  @Test
  void versionsThatNobodySpeaksAreRefused() {
    var answer = client.send(PING, client.with(), "MCP-Protocol-Version: 1999-01-01");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("2025-11-25");
  }

  @Test
  void messagesAreBounded() {
    String most = "{\"x\": \"" + "a".repeat(9 << 20) + "\"}";
    assertThat(client.send(most, client.with()).status()).isEqualTo(413);
    var view = api.desktops.open(null);
    String text = "\"" + "a".repeat(5_000_000) + "\"";
    JsonNode typed = client.call("type_text", "{\"text\": " + text + "}");
    assertThat(typed.path("isError").asBoolean()).isTrue();
    assertThat(Client.words(typed)).contains("5,000,000 characters; at most 20,000 are taken");
    assertThat(api.desktops.performed).isEmpty();
    api.desktops.close(view.id(), "test");
  }

  @Test
  void manyCallsAtOnceAreAllAnswered() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<JsonNode>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(threads.submit(() -> client.call("list_desktops", "{}")));
      }
      for (Future<JsonNode> answer : answers) {
        assertThat(answer.get().path("isError").asBoolean(true)).isFalse();
      }
    }
  }

  @Test
  void aCallGoesOnWhenItsClientGoesAway() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    var view = api.desktops.open(null);
    api.desktops.machine.onRun =
        _ -> {
          begun.countDown();
          awaitQuietly(gone);
          done.countDown();
          return new CommandResult(0, new byte[0], new byte[0], false, false);
        };
    String body =
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": {\"name\":"
            + " \"run_command\", \"arguments\": {\"command\": \"true\"}}}";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      OutputStream out = socket.getOutputStream();
      String head =
          """
          POST /mcp HTTP/1.1\r
          Host: localhost\r
          Authorization: Bearer %s\r
          %s\r
          Content-Type: application/json\r
          Accept: application/json, text/event-stream\r
          Content-Length: %d\r
          \r
          """
              .formatted(ApiFixture.TOKEN, client.with(), body.length());
      out.write((head + body).getBytes(StandardCharsets.US_ASCII));
      out.flush();
      begun.await();
    }
    gone.countDown();
    done.await();
    api.desktops.close(view.id(), "test");
    await()
        .untilAsserted(() -> assertThat(client.send(PING, client.with()).status()).isEqualTo(200));
  }

  @Test
  void aCallThatItsClientTakesBackIsInterruptedAndNoOtherIs() throws Exception {
    var view = api.desktops.open(null);
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch done = new CountDownLatch(1);
    Set<String> interrupted = ConcurrentHashMap.newKeySet();
    api.desktops.machine.onRun =
        command -> {
          begun.countDown();
          try {
            done.await();
          } catch (InterruptedException e) {
            interrupted.add(command.argv().getLast());
            Thread.currentThread().interrupt();
            throw new DesktopException(DesktopException.Code.INTERRUPTED, "interrupted", e);
          }
          return new CommandResult(0, new byte[0], new byte[0], false, false);
        };
    Client other = new Client(api);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<JsonNode> taken = threads.submit(() -> run(client, "\"c-1\"", "brie"));
      Future<JsonNode> kept = threads.submit(() -> run(other, "\"c-1\"", "cheddar"));
      begun.await();
      for (String id : List.of("\"none\"", "1", "null", "{}", "\"c-1\"", "\"c-1\"")) {
        String body =
            "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/cancelled\", \"params\":"
                + " {\"requestId\": "
                + id
                + ", \"reason\": \"too slow\"}}";
        assertThat(client.send(body, client.with()).status()).isEqualTo(202);
      }
      JsonNode answer = taken.get().path("result");
      assertThat(answer.path("isError").asBoolean()).isTrue();
      assertThat(Client.words(answer)).contains("taken back");
      assertThat(kept.isDone()).isFalse();
      done.countDown();
      assertThat(kept.get().path("result").path("isError").asBoolean(true)).isFalse();
    }
    assertThat(interrupted).containsExactly("brie");
    assertThat(client.send(PING, client.with()).status()).isEqualTo(200);
    api.desktops.close(view.id(), "test");
  }

  private static JsonNode run(Client by, String id, String command) {
    return Client.last(
        by.send(
            """
            {"jsonrpc": "2.0", "id": %s, "method": "tools/call", "params": {"name": "run_command",
             "arguments": {"command": "%s"}}}\
            """
                .formatted(id, command),
            by.with()));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
