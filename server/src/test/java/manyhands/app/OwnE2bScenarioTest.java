package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A session whose agents work at desktops of another server, through its E2B door.
final class OwnE2bScenarioTest {

  /// Far longer than it takes on a loaded machine.
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @Test
  void aSessionsAgentsWorkInSandboxesOfOurOwnDoorAndLeaveNothingThere() throws Exception {
    try (RealServer door = new RealServer(Map.of());
        RealServer server = new RealServer(account(door.process()))) {
      JsonNode opened =
          server
              .process()
              .post(
                  "/api/sessions",
                  """
                  {"prompt": "Run 'echo brie > brie.txt'. Run 'echo feta > feta.txt'. \
                  Run 'echo gouda > gouda.txt'.",
                  "agents": 2, "model": "scripted", "desktop": "e2b"}
                  """);
      String session = "/api/sessions/" + opened.path("id").asString();
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(() ->
              Set.of("completed", "failed", "stopped")
                  .contains(server.process().get(session).path("status").asString()));

      JsonNode ended = server.process().get(session);
      assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("completed");
      assertThat(ended.path("agents")).hasSize(2);
      assertThat(ended.path("artifacts").findValuesAsString("name"))
          .containsExactlyInAnyOrder("brie.txt", "feta.txt", "gouda.txt");
      assertThat(
              server
                  .process()
                  .send(server.process().request(session + "/artifacts/gouda.txt"))
                  .body())
          .isEqualTo("gouda\n");
      Awaitility.await().atMost(PATIENCE).untilAsserted(() -> nothingIsLeft(door.process()));
    }
  }

  private static Map<String, String> account(ServerProcess door) {
    String address = door.address().toString();
    return Map.of("E2B_API_KEY", door.token(), "E2B_API_URL", address, "E2B_SANDBOX_URL", address);
  }

  private static void nothingIsLeft(ServerProcess door) throws Exception {
    JsonNode left =
        JsonMapper.shared()
            .readTree(
                door.send(door.request("/v2/sandboxes").header("X-API-Key", door.token())).body());
    assertThat(left).isEmpty();
    assertThat(door.get("/api/desktops").path("items")).isEmpty();
  }
}
