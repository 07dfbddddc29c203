package manyhands.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import manyhands.app.RealServer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real server with real desktops whose model is asked through a provider's own SDK.
final class ProviderScenario implements AutoCloseable {

  private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);

  private final RealServer server;
  private String session = "";

  ProviderScenario(Map<String, String> environment) {
    server = new RealServer(environment);
  }

  RealServer server() {
    return server;
  }

  /// Opens a session with the colleague's prompt; its id.
  String open(String model) throws Exception {
    String request =
        JsonMapper.shared()
            .writeValueAsString(Map.of("prompt", Colleague.PROMPT, "agents", 2, "model", model));
    session = server.process().post("/api/sessions", request).path("id").stringValue();
    return session;
  }

  /// The colleague's whole job, and what must have come of it.
  void doesTheJobWith(String model) throws Exception {
    String id = open(model);
    JsonNode end = ended(id);
    assertThat(end.path("status").stringValue()).as("%s", end).isEqualTo("completed");
    assertThat(end.path("tasks")).hasSize(3);
    for (JsonNode task : end.path("tasks")) {
      assertThat(task.path("status").stringValue()).as("%s", task).isEqualTo("completed");
      assertThat(task.path("verified").booleanValue()).as("%s", task).isTrue();
    }
    assertThat(end.at("/tasks/0/agent")).isNotEqualTo(end.at("/tasks/1/agent"));
    assertThat(end.at("/tasks/2/agent")).isEqualTo(end.at("/tasks/0/agent"));
    assertThat(artifact("proverb.txt").strip()).isEqualTo("many hands make light work");
    assertThat(artifact("system.txt").strip()).isEqualTo("Linux");
    assertThat(artifact("letters.txt").strip()).isEqualTo("22");
    assertThat(replies())
        .anyMatch(it -> it.toString().contains("A text editor is what a person would take."));
  }

  JsonNode ended(String id) {
    return Awaitility.await()
        .atMost(ENDS_WITHIN)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> server.process().get("/api/sessions/" + id), it -> it.path("endedAt").isString());
  }

  String artifact(String name) throws Exception {
    return server
        .process()
        .send(server.process().request("/api/sessions/" + session + "/artifacts/" + name))
        .body();
  }

  /// Everything that the agents' model answered.
  List<JsonNode> replies() throws Exception {
    JsonNode page = server.process().get("/api/sessions/" + session + "/events?limit=10000");
    return new ArrayList<>(
        StreamSupport.stream(page.path("items").spliterator(), false)
            .filter(it -> it.path("type").stringValue("").equals("agent:reasoning"))
            .toList());
  }

  /// All facts of a session, as text.
  String facts(String id) throws Exception {
    return server.process().get("/api/sessions/" + id + "/events?limit=10000").toString();
  }

  @Override
  public void close() {
    server.close();
  }
}
