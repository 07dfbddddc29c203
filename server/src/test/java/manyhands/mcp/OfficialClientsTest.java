package manyhands.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import manyhands.Tree;
import manyhands.app.RealServer;
import manyhands.browser.NodeScript;
import org.junit.jupiter.api.Test;

/// Clients that others wrote, at real desktops of a real server.
final class OfficialClientsTest {

  @Test
  void theTypeScriptClientTypesOnADesktopHasAJobDoneAndOutlivesTheServer() {
    try (RealServer server = new RealServer(Map.of())) {
      String token = server.process().token();
      String door = server.process().address() + McpDoor.PATH;
      try (NodeScript client = NewerNode.start("client.mjs", "http", door, token)) {
        assertThat(client.next("tools")).isEqualTo("19");
        assertThat(client.next("picture")).isEqualTo("image/jpeg ffd8 1280");
        assertThat(client.next("typed")).isEqualTo("yes");
        assertThat(client.next("read")).isEqualTo("many hands 多手");
        assertThat(client.next("wrong")).startsWith("true").contains("from 0 to 1279");
        assertThat(Integer.parseInt(client.next("sleeping"))).isGreaterThanOrEqualTo(3);
        assertThat(client.next("cancelled")).contains("enough");
        assertThat(client.next("left")).isEqualTo("0");
        assertThat(client.next("job")).isEqualTo("completed true");
        assertThat(client.next("artifact")).isEqualTo("cheese.txt brie");
        client.next("closed");
      }
      inspect(door, token);
      try (NodeScript client = NewerNode.start("client.mjs", stdio(server))) {
        assertThat(client.next("read")).isEqualTo("many hands 多手");
        server.kill();
        client.tell("the server is gone");
        assertThat(client.next("again")).isEqualTo("many hands 多手");
        client.next("closed");
      }
    }
  }

  /// `manyhands mcp` for the same data folder, as clients start it.
  private static String[] stdio(RealServer server) {
    List<String> command = new ArrayList<>(List.of("stdio"));
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dmanyhands.home=" + Tree.ROOT,
            "-cp",
            System.getProperty("java.class.path"),
            "manyhands.app.Main",
            "mcp",
            "--data",
            server.data().toString()));
    return command.toArray(String[]::new);
  }

  private static void inspect(String door, String token) {
    String program = "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js";
    String header = "Authorization: Bearer " + token;
    try (NodeScript inspector =
        NewerNode.start(
            program,
            "--cli",
            door,
            "--transport",
            "http",
            "--header",
            header,
            "--method",
            "tools/list")) {
      inspector.next("      \"name\": \"open_desktop\"");
      inspector.next("      \"name\": \"stop_session\"");
    }
    try (NodeScript inspector =
        NewerNode.start(
            program,
            "--cli",
            door,
            "--transport",
            "http",
            "--header",
            header,
            "--method",
            "tools/call",
            "--tool-name",
            "list_desktops")) {
      assertThat(inspector.next("      \"text\":")).contains("d-");
    }
  }
}
