package manyhands.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import manyhands.api.ApiFixture;
import manyhands.browser.NodeScript;
import manyhands.mcp.Answer.Content;
import org.junit.jupiter.api.Test;

/// The official conformance suite against our door. Beside our own tools it has those that the
/// suite calls by name, made of the same parts; what it lacks, and why, stands in
/// `server/src/test/mcp/conformance.yml`.
final class ConformanceTest {
  private static final Map<String, Object> NOTHING = new Schema().build();

  @Test
  void everyScenarioPassesButThoseThatAreListedWithTheirReason() {
    try (ApiFixture api =
            new ApiFixture((sessions, desktops) ->
                McpDoor.of(
                    "1.2.3",
                    Stream.concat(
                            McpDoor.tools(sessions, desktops, _ -> {}).stream(), tools().stream())
                        .toList(),
                    resources()));
        NodeScript suite =
            NewerNode.start("conformance.mjs", String.valueOf(api.port()), ApiFixture.TOKEN)) {
      List<String> said = new ArrayList<>();
      String line = suite.next();
      while (!line.startsWith("exit ")) {
        said.add(line);
        line = suite.next();
      }
      assertThat(line).as(String.join("\n", said)).isEqualTo("exit 0");
      assertThat(said)
          .filteredOn(it -> it.startsWith("✓") && !it.contains(" 0 passed"))
          .hasSize(15);
    }
  }

  private static List<Tool> tools() {
    return List.of(
        tool(
            "test_simple_text", (_, _) -> Answer.of("This is a simple text response for testing.")),
        tool(
            "test_image_content",
            (_, _) ->
                Answer.of(List.of(new Content.Image(new byte[] {1, 2, 3}, "image/png")), null)),
        tool(
            "test_error_handling",
            (_, _) -> {
              throw new BadArguments("This tool intentionally returns an error for testing");
            }),
        tool(
            "test_tool_with_progress",
            (_, progress) -> {
              progress.say(0, 100, "begun");
              progress.say(50, 100, "half");
              progress.say(100, 100, "done");
              return Answer.of("Done.");
            }),
        new Tool(
            "json_schema_2020_12_tool",
            "schema",
            "Has a schema with everything in it.",
            Map.of(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "type",
                "object",
                "$defs",
                Map.of("address", Map.of("type", "object", "properties", Map.of())),
                "properties",
                Map.of("address", Map.of("$ref", "#/$defs/address")),
                "additionalProperties",
                false),
            Tool.Effect.READS,
            (_, _) -> Answer.of("Done.")));
  }

  private static Tool tool(String name, Tool.Work work) {
    return new Tool(name, name, "For the suite.", NOTHING, Tool.Effect.READS, work);
  }

  private static List<SyncResourceTemplateSpecification> resources() {
    return List.of(
        resource("test://static-text", "text/plain", "This is the content."),
        resource("test://static-binary", "image/png", "png"),
        resource(
            "test://template/{id}/data",
            "application/json",
            "{\"id\":\"123\",\"templateTest\":true,\"data\":\"Data for ID: 123\"}"));
  }

  private static SyncResourceTemplateSpecification resource(
      String uri, String type, String content) {
    return new SyncResourceTemplateSpecification(
        ResourceTemplate.builder(uri, "test").build(),
        (_, request) -> Artifacts.contents(request.uri(), type, content.getBytes(UTF_8)));
  }
}
