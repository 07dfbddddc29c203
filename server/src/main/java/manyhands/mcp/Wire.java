package manyhands.mcp;

import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.ResourceLink;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.Base64;

/// Answers in the protocol's shapes.
final class Wire {

  private Wire() {}

  static CallToolResult result(Answer answer) {
    CallToolResult.Builder result = CallToolResult.builder();
    answer.contents().forEach(it -> result.addContent(content(it)));
    if (answer.data() != null) {
      result.structuredContent(answer.data());
    }
    return result.isError(answer.failed()).build();
  }

  static CallToolResult fault(String words) {
    return CallToolResult.builder().addTextContent(words).isError(true).build();
  }

  private static Content content(Answer.Content content) {
    return switch (content) {
      case Answer.Content.Text it -> TextContent.builder(it.text()).build();
      case Answer.Content.Image it ->
          ImageContent.builder(Base64.getEncoder().encodeToString(it.bytes()), it.mediaType())
              .build();
      case Answer.Content.Link it ->
          ResourceLink.builder()
              .uri(it.uri())
              .name(it.name())
              .mimeType(it.mediaType())
              .size(it.size())
              .build();
    };
  }
}
