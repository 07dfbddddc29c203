package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import manyhands.tool.ServerSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The list of MCP servers as people write it.
final class ToolServersTest {

  @TempDir private Path folder;

  private ToolServers read(String json, Map<String, String> variables) throws IOException {
    Files.writeString(folder.resolve("mcp.json"), json);
    return ToolServers.read(settings(variables), folder);
  }

  private Settings settings(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(Map.of("PATH", "/bin", "ANTHROPIC_API_KEY", "k"));
    all.putAll(variables);
    return new Settings(all, folder, folder, Terminal.standard(Map.of()), new FakeDesktops());
  }

  @Test
  void withoutAFileThereIsNone() {
    assertThat(ToolServers.read(settings(Map.of()), folder))
        .isEqualTo(new ToolServers(List.of(), List.of()));
  }

  @Test
  void programsAndAddressesAreReadWithTheirRules() throws IOException {
    ToolServers servers =
        read(
            """
            {
              // A comment, and a comma too many.
              "mcpServers": {
                "files": {"command": "npx", "args": ["-y", "server", "${PLACE:-/srv}"],
                  "env": {"API_TOKEN": "${TOKEN}", "LEVEL": "debugging"}, "approve": ["write"],
                  "timeout": 5, "tools": ["read", "write"]},
                "far": {"type": "http", "url": "https://mcp.example/mcp?a=b",
                  "headers": {"Authorization": "Bearer ${env:TOKEN}"}, "approve": "never"},
                "off": {"command": "x", "disabled": true},
              },
            }
            """,
            Map.of("TOKEN", "sesame-open-now"));
    assertThat(servers.dedalus()).isEmpty();
    assertThat(servers.own()).extracting(ServerSpec::name).containsExactly("files", "far");
    ServerSpec files = servers.own().getFirst();
    assertThat(files.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(files.only()).isEqualTo(Set.of("read", "write"));
    assertThat(files.approval()).isEqualTo(new ServerSpec.Approval.Of(Set.of("write")));
    assertThat(files.place())
        .isInstanceOfSatisfying(
            ServerSpec.Program.class,
            it -> {
              assertThat(it.command()).containsExactly("npx", "-y", "server", "/srv");
              assertThat(it.variables())
                  .isEqualTo(
                      Map.of("PATH", "/bin", "API_TOKEN", "sesame-open-now", "LEVEL", "debugging"));
              assertThat(it.keys()).contains("sesame-open-now").doesNotContain("debugging");
            });
    ServerSpec far = servers.own().getLast();
    assertThat(far.approval()).isEqualTo(new ServerSpec.Approval.Never());
    assertThat(far.timeout()).isEqualTo(ServerSpec.USUAL_TIMEOUT);
    assertThat(far.only()).isNull();
    assertThat(far.place())
        .isInstanceOfSatisfying(
            ServerSpec.Address.class,
            it -> {
              assertThat(it.uri()).isEqualTo(URI.create("https://mcp.example/mcp?a=b"));
              assertThat(it.headers()).containsEntry("Authorization", "Bearer sesame-open-now");
              assertThat(it.keys()).contains("sesame-open-now");
            });
  }

  @Test
  void everyCallNeedsPermissionUnlessTheFileSaysOtherwise() throws IOException {
    ToolServers servers = read("{\"mcpServers\": {\"a\": {\"command\": \"x\"}}}", Map.of());
    assertThat(servers.own().getFirst().approval()).isEqualTo(new ServerSpec.Approval.Always());
  }

  @Test
  void thoseOfDedalusGoAlongWithItsRequests() throws IOException {
    ToolServers servers =
        read(
            """
            {"mcpServers": {"search": {"slug": "dedalus-labs/brave-search"},
              "docs": {"url": "https://mcp.example/mcp", "via": "dedalus"}}}
            """,
            Map.of());
    assertThat(servers.own()).isEmpty();
    Settings settings = servers.addTo(settings(Map.of(OpenAiModels.MCP_SERVERS, "acme/more")));
    assertThat(settings.variable(OpenAiModels.MCP_SERVERS))
        .isEqualTo("dedalus-labs/brave-search,https://mcp.example/mcp,acme/more");
  }

  @Test
  void aFileThatIsNamedMustBeThere() {
    assertThatThrownBy(
            () -> ToolServers.read(settings(Map.of(ToolServers.VARIABLE, "no/such.json")), folder))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("no/such.json cannot be read: it is named by MANYHANDS_MCP_SERVERS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\"                                                | is no JSON (line 1",
        "[]                                                    | has no object `mcpServers`",
        "{\"mcpServers\": {\"a b\": {\"command\": \"x\"}}}       | a server's name has 1 to 24",
        "{\"mcpServers\": {\"a__b\": {\"command\": \"x\"}}}      | a server's name has 1 to 24",
        "{\"mcpServers\": {\"a\": 7}}                           | it should be an object",
        "{\"mcpServers\": {\"a\": {}}}                          | it needs one of `command`",
        "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"url\": \"y\"}}} | it needs one of",
        "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"aprove\": 1}}} | there is no setting `aprove`",
        "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"approve\": \"some\"}}} | `approve` is",
        "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"timeout\": 0}}} | `timeout` is a whole number",
        "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"timeout\": 1e99}}} | `timeout` is a whole",
        "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"args\": [7]}}} | `args` is a list of texts",
        "{\"mcpServers\": {\"a\": {\"command\": \"${NOPE}\"}}}   | needs the variable NOPE",
        "{\"mcpServers\": {\"a\": {\"url\": \"file:///etc\"}}}   | `url` is an address such as",
        "{\"mcpServers\": {\"a\": {\"url\": \"http://u:p@h/\"}}} | keys go into `headers`",
        "{\"mcpServers\": {\"a\": {\"url\": \"http://h\", \"type\": \"sse\"}}} | SSE transport",
        "{\"mcpServers\": {\"a\": {\"url\": \"http://h\", \"headers\": {\"Host\": \"x\"}}}} | cannot be sent",
        "{\"mcpServers\": {\"a\": {\"slug\": \"no slug\"}}}      | `slug` is ORGANISATION/NAME",
        "{\"mcpServers\": {\"a\": {\"slug\": \"o/n\", \"approve\": \"always\"}}} | Dedalus runs its tools",
        "{\"mcpServers\": {\"a\": {\"command\": \"x\"}, \"A\": {\"command\": \"x\"}}} | there is another"
      })
  void whatCannotBeMeantIsSaidWithWhatToDo(String json, String words) {
    assertThatThrownBy(() -> read(json, Map.of()))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining(words);
  }
}
