package manyhands.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import manyhands.api.FakeSessions;
import manyhands.event.SessionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that sessions made, as resources.
final class ArtifactResourcesTest {
  private final FakeSessions sessions = new FakeSessions();
  private final Artifacts artifacts = new Artifacts(sessions);

  @Test
  void aFileIsFoundByItsNameWhateverThatIs() {
    String name = "Käse & <b>/50% off.html";
    sessions.artifacts.put(name, "<i>brie</i>");
    String uri = ArtifactUri.of(new SessionId("s-1"), name);
    assertThat(uri).matches("manyhands://sessions/s-1/artifacts/[\\w%.-]+");
    var contents = artifacts.read(uri).contents();
    assertThat(contents)
        .containsExactly(
            TextResourceContents.builder(uri, "<i>brie</i>").mimeType("text/html").build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "manyhands://sessions/../artifacts/x",
        "manyhands://sessions//artifacts/x",
        "manyhands://sessions/s-1/artifacts/..%2f..%2fetc%2fpasswd",
        "manyhands://sessions/s-1/artifacts/%zz",
        "manyhands://sessions/s-1/artifacts/",
        ""
      })
  void otherAddressesLeadNowhere(String uri) {
    assertThatThrownBy(() -> artifacts.read(uri)).isInstanceOf(McpError.class);
  }

  @Test
  void largeFilesAreReferredToRest() {
    sessions.artifacts.put("big", "a".repeat((10 << 20) + 1));
    String uri = ArtifactUri.of(new SessionId("s-1"), "big");
    assertThatThrownBy(() -> artifacts.read(uri)).hasMessageContaining("over REST");
  }
}
