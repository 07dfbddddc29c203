package manyhands.tool;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.List;
import manyhands.agent.ExtraAnswer;
import tools.jackson.databind.json.JsonMapper;

/// What a server answered, as text and pictures.
final class AnswerReading {

  /// More than any agent is shown, so that where it was cut can be told.
  private static final int MAX_TEXT = 200_000;

  /// Pictures of one answer: each costs a model about a page of text, with every step again.
  static final int MOST_PICTURES = 4;

  private final StringBuilder text = new StringBuilder();
  private final List<ExtraAnswer.Picture> pictures = new ArrayList<>();

  private AnswerReading() {}

  static ExtraAnswer of(McpSchema.CallToolResult result, Credentials keys) {
    AnswerReading reading = new AnswerReading();
    if (result.content() != null) {
      result.content().forEach(reading::take);
    }
    if (reading.text.isEmpty()
        && reading.pictures.isEmpty()
        && result.structuredContent() != null) {
      reading.add(JsonMapper.shared().writeValueAsString(result.structuredContent()));
    }
    String words = keys.hiddenIn(reading.text.toString());
    return Boolean.TRUE.equals(result.isError())
        ? new ExtraAnswer.Refused(words)
        : new ExtraAnswer.Given(words, List.copyOf(reading.pictures));
  }

  private void take(McpSchema.Content content) {
    switch (content) {
      case McpSchema.TextContent it -> add(String.valueOf(it.text()));
      case McpSchema.ImageContent it -> picture(it.data(), it.mimeType());
      case McpSchema.AudioContent it ->
          add("(a sound, " + brief(it.mimeType()) + ", is not given)");
      case McpSchema.EmbeddedResource it -> resource(it.resource());
      case McpSchema.ResourceLink it ->
          add("(a link: " + brief(it.name()) + ", " + brief(it.uri()) + ")");
      case null, default -> add("(something of a kind that is not known here)");
    }
  }

  private void resource(McpSchema.ResourceContents resource) {
    switch (resource) {
      case McpSchema.TextResourceContents it -> add(brief(it.uri()) + ":\n" + it.text());
      case McpSchema.BlobResourceContents it -> {
        if (String.valueOf(it.mimeType()).startsWith("image/")) {
          picture(it.blob(), it.mimeType());
        } else {
          add("(a file, " + brief(it.uri()) + ", " + brief(it.mimeType()) + ", is not given)");
        }
      }
      case null, default -> add("(a file of a kind that is not known here)");
    }
  }

  private void picture(String data, String mediaType) {
    if (pictures.size() >= MOST_PICTURES) {
      add("(one more picture is not given)");
      return;
    }
    switch (GivenPicture.read(data)) {
      case GivenPicture.Fit it -> pictures.add(it.picture());
      case GivenPicture.Unfit it ->
          add("(a picture, " + brief(mediaType) + ", is not given: " + it.why() + ")");
    }
  }

  private void add(String words) {
    if (text.length() < MAX_TEXT) {
      text.append(text.isEmpty() ? "" : "\n");
      text.append(words, 0, Math.min(words.length(), MAX_TEXT - text.length() + 1));
    }
  }

  private static String brief(String words) {
    String plain = String.valueOf(words);
    return plain.length() > 200 ? plain.substring(0, 200) + "..." : plain;
  }
}
