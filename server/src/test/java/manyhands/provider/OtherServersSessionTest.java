package manyhands.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import manyhands.fakes.FakeOpenAi;
import manyhands.fakes.FakeReply;
import manyhands.tool.SampleTools;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole session whose agent uses the tool of a real MCP server, with permission, while our own
/// server is killed in the middle of a call.
final class OtherServersSessionTest {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String TOKEN = "sesame-canary-open";

  @TempDir private Path marks;

  @Test
  void aToolIsUsedWithPermissionAndACallThatAKillCutShortIsOfUnknownOutcome() throws Exception {
    Files.writeString(marks.resolve("mcp.json"), configuration());
    try (FakeOpenAi dedalus = FakeOpenAi.startDedalus(OtherServersSessionTest::answer);
        ProviderScenario scenario =
            new ProviderScenario(
                Map.of(
                    "DEDALUS_API_KEY",
                    FakeOpenAi.KEY,
                    "DEDALUS_BASE_URL",
                    dedalus.url(),
                    "SAMPLE_SECRET",
                    TOKEN,
                    "MANYHANDS_MCP_SERVERS",
                    marks.resolve("mcp.json").toString()))) {
      String request =
          JsonMapper.shared().writeValueAsString(Map.of("prompt", "Does it snow?", "agents", 1));
      String id =
          scenario.server().process().post("/api/sessions", request).path("id").stringValue();
      JsonNode asked = fact(scenario, id, "approval:asked");
      assertThat(asked.path("tool").stringValue()).isEqualTo("sample__weather");
      assertThat(asked.path("words").stringValue())
          .startsWith("Use weather of sample with {")
          .contains("Davos");
      JsonNode _ =
          scenario
              .server()
              .process()
              .post(
                  "/api/sessions/" + id + "/approvals/" + asked.path("approval").stringValue(),
                  "{\"allow\": true}");
      Awaitility.await().atMost(SOON).until(() -> Files.exists(marks.resolve("hung Davos")));
      scenario.server().kill();
      Files.delete(marks.resolve("hung Davos"));
      scenario.server().startAgain();

      JsonNode end = scenario.ended(id);

      assertThat(end.path("status").stringValue()).as("%s", end).isEqualTo("completed");
      String events = scenario.facts(id);
      assertThat(events)
          .contains("Used weather of sample: ", "It snows in Davos", "Outcome unknown: the server");
      assertThat(marks.resolve("hung Davos")).doesNotExist();
      assertThat(dedalus.refusals()).isEmpty();
      assertThat(dedalus.requests())
          .filteredOn(it -> it.toString().contains("sample__weather"))
          .isNotEmpty()
          .allMatch(it -> it.path("mcp_servers").toString().equals("[\"acme/atlas\"]"));
      assertThat(events).doesNotContain(TOKEN);
      assertThat(dedalus.requests()).noneMatch(it -> it.toString().contains(TOKEN));
      assertThat(Search.filesWith(scenario.server().data(), TOKEN)).isEmpty();
    }
  }

  private String configuration() {
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of(
                "mcpServers",
                Map.of(
                    "atlas",
                    Map.of("slug", "acme/atlas"),
                    "sample",
                    Map.of(
                        "command",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "args",
                        List.of(
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SampleTools.class.getName(),
                            marks.toString()),
                        "env",
                        Map.of("SAMPLE_TOKEN", "${SAMPLE_SECRET}"),
                        "approve",
                        List.of("weather")))));
  }

  private static JsonNode fact(ProviderScenario scenario, String id, String type) {
    return Awaitility.await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                StreamSupport.stream(
                        JsonMapper.shared()
                            .readTree(scenario.facts(id))
                            .path("items")
                            .spliterator(),
                        false)
                    .filter(it -> it.path("type").stringValue("").equals(type))
                    .findFirst()
                    .orElse(JsonMapper.shared().missingNode()),
            it -> !it.isMissingNode());
  }

  private static FakeReply answer(JsonNode request) {
    String tools = request.path("tools").toString();
    if (tools.contains("\"plan\"")) {
      return FakeReply.of(
          FakeReply.call("plan", "tasks", List.of(Map.of("description", "Ask for the weather."))));
    }
    if (tools.contains("\"verdict\"")) {
      return FakeReply.of(FakeReply.call("verdict", "verdict", "verified", "reason", "Yes."));
    }
    String said = request.path("messages").toString();
    if (said.contains("Outcome unknown")) {
      return FakeReply.of(
          FakeReply.call("finish", "result", "It snows.", "evidence", "The tool says so."));
    }
    return said.contains("It snows in Davos")
        ? FakeReply.of(FakeReply.call("sample__hang", "place", "Davos"))
        : FakeReply.of(FakeReply.call("sample__weather", "place", "Davos"));
  }
}
