package manyhands.mcp;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import manyhands.session.ArtifactContent;
import manyhands.session.SessionException;
import manyhands.session.Sessions;

/// The files that sessions made, as resources.
final class Artifacts {

  /// The protocol carries a file whole and escaped: larger ones are REST's.
  private static final int MAX_BYTES = 10 << 20;

  private final Sessions sessions;

  Artifacts(Sessions sessions) {
    this.sessions = sessions;
  }

  ReadResourceResult read(String uri) {
    try {
      ArtifactUri wanted = ArtifactUri.parse(uri);
      ArtifactContent content = sessions.artifact(wanted.session(), wanted.name());
      try (InputStream bytes = content.bytes()) {
        byte[] all = bytes.readNBytes(MAX_BYTES + 1);
        if (all.length > MAX_BYTES) {
          throw new BadArguments(
              wanted.name() + " is larger than 10 MiB: get it over REST as an artifact");
        }
        return contents(uri, content.artifact().type(), all);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BadArguments | SessionException e) {
      throw McpError.builder(McpSchema.ErrorCodes.RESOURCE_NOT_FOUND)
          .message(String.valueOf(e.getMessage()))
          .build();
    }
  }

  static ReadResourceResult contents(String uri, String type, byte[] bytes) {
    ResourceContents contents =
        type.startsWith("text/") || type.equals("application/json")
            ? TextResourceContents.builder(uri, new String(bytes, StandardCharsets.UTF_8))
                .mimeType(type)
                .build()
            : BlobResourceContents.builder(uri, Base64.getEncoder().encodeToString(bytes))
                .mimeType(type)
                .build();
    return ReadResourceResult.builder(List.of(contents)).build();
  }
}
