package manyhands.model.anthropic;

import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.ImageBlockParam;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.ThinkingBlockParam;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlockParam;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import manyhands.model.Computer;
import manyhands.model.Message;
import manyhands.model.Part;
import manyhands.model.ToolSpec;
import org.jspecify.annotations.Nullable;

/// The parts of a conversation's messages as the API's content blocks. A call of the computer
/// toolset and its result name the toolset; the calls are known by not being one of the functions.
/// For one conversation.
final class ClaudeBlocks {

  /// What marks a thought that the API keeps to itself among the signatures.
  static final String REDACTED = "redacted:";

  private final Computer computer;
  private final Set<String> functions;
  private final Set<String> ofToolset = new HashSet<>();

  ClaudeBlocks(Computer computer, List<ToolSpec> tools) {
    this.computer = computer;
    this.functions = tools.stream().map(ToolSpec::name).collect(Collectors.toSet());
  }

  /// A message's blocks; a cached one is marked at its last.
  List<ContentBlockParam> of(Message message, boolean cached) {
    List<ContentBlockParam> blocks = new ArrayList<>();
    List<Part> parts = message.parts();
    for (int i = 0; i < parts.size(); i++) {
      blocks.add(block(parts.get(i), cached && i == parts.size() - 1));
    }
    return blocks;
  }

  private ContentBlockParam block(Part part, boolean cached) {
    return switch (part) {
      case Part.Text it -> ContentBlockParam.ofText(text(it.text(), cached));
      case Part.Image it -> ContentBlockParam.ofImage(image(it, cached));
      case Part.Thinking it -> thinking(it);
      case Part.ToolCall it -> ContentBlockParam.ofToolUse(call(it));
      case Part.ToolResult it -> ContentBlockParam.ofToolResult(result(it, cached));
    };
  }

  private static TextBlockParam text(String words, boolean cached) {
    TextBlockParam.Builder text = TextBlockParam.builder().text(words);
    return cached ? text.cacheControl(ClaudeRequest.CACHED).build() : text.build();
  }

  private static ImageBlockParam image(Part.Image picture, boolean cached) {
    ImageBlockParam.Builder image =
        ImageBlockParam.builder()
            .source(
                Base64ImageSource.builder()
                    .data(Base64.getEncoder().encodeToString(picture.bytes()))
                    .mediaType(Base64ImageSource.MediaType.of(picture.mediaType()))
                    .build());
    return cached ? image.cacheControl(ClaudeRequest.CACHED).build() : image.build();
  }

  private static ContentBlockParam thinking(Part.Thinking thought) {
    String signature = thought.signature();
    if (signature.startsWith(REDACTED)) {
      return ContentBlockParam.ofRedactedThinking(signature.substring(REDACTED.length()));
    }
    return ContentBlockParam.ofThinking(
        ThinkingBlockParam.builder().thinking(thought.text()).signature(signature).build());
  }

  private ToolUseBlockParam call(Part.ToolCall call) {
    ToolUseBlockParam.Builder use =
        ToolUseBlockParam.builder()
            .id(call.id())
            .name(call.name())
            .input(
                ToolUseBlockParam.Input.builder()
                    .putAllAdditionalProperties(ClaudeJson.values(call.arguments()))
                    .build());
    if (computer == Computer.CLAUDE_TOOLSET && !functions.contains(call.name())) {
      ofToolset.add(call.id());
      use.toolsetName(ClaudeRequest.TOOLSET);
    }
    return use.build();
  }

  private ToolResultBlockParam result(Part.ToolResult result, boolean cached) {
    ToolResultBlockParam.Builder param = ToolResultBlockParam.builder().toolUseId(result.callId());
    if (result.error()) {
      param.isError(true);
    }
    if (ofToolset.contains(result.callId())) {
      param.toolsetName(ClaudeRequest.TOOLSET);
    }
    param.contentOfBlocks(
        result.content().stream().map(ClaudeBlocks::inResult).filter(it -> it != null).toList());
    return cached ? param.cacheControl(ClaudeRequest.CACHED).build() : param.build();
  }

  private static ToolResultBlockParam.Content.@Nullable Block inResult(Part part) {
    return switch (part) {
      case Part.Text it -> ToolResultBlockParam.Content.Block.ofText(text(it.text(), false));
      case Part.Image it -> ToolResultBlockParam.Content.Block.ofImage(image(it, false));
      case Part.Thinking _, Part.ToolCall _, Part.ToolResult _ -> null;
    };
  }
}
