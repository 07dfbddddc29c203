package manyhands.model.anthropic;

import com.anthropic.models.beta.messages.BetaBase64ImageSource;
import com.anthropic.models.beta.messages.BetaContentBlockParam;
import com.anthropic.models.beta.messages.BetaImageBlockParam;
import com.anthropic.models.beta.messages.BetaTextBlockParam;
import com.anthropic.models.beta.messages.BetaThinkingBlockParam;
import com.anthropic.models.beta.messages.BetaToolResultBlockParam;
import com.anthropic.models.beta.messages.BetaToolUseBlockParam;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import manyhands.model.Message;
import manyhands.model.Part;
import manyhands.model.ToolSpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The parts of a conversation's messages as the API's content blocks. A call of the computer
/// toolset and its result name the toolset; the calls are known by not being one of the functions,
/// and are told as the tool that is offered now knows them. For one conversation.
final class ClaudeBlocks {

  /// What marks a thought that the API keeps to itself among the signatures.
  static final String REDACTED = "redacted:";

  private static final String LEFT_OUT = "(an earlier picture)";

  private static final String ACTION = "action";

  /// What the computer toolset has; a tool that a model made up belongs to none.
  private static final Set<String> MEMBERS =
      Set.of(
          "key",
          "hold_key",
          "type",
          "cursor_position",
          "mouse_move",
          "left_mouse_down",
          "left_mouse_up",
          "left_click",
          "left_click_drag",
          "right_click",
          "middle_click",
          "double_click",
          "triple_click",
          "scroll",
          "wait",
          "screenshot",
          "zoom");

  private final ClaudeKind.Tool tool;
  private final Set<String> functions;
  private final Set<String> ofToolset = new HashSet<>();
  private int picturesLeftOut;

  /// So many pictures, from the first on, give way to a word.
  ClaudeBlocks(ClaudeKind.Tool tool, List<ToolSpec> tools, int picturesLeftOut) {
    this.tool = tool;
    this.functions = tools.stream().map(ToolSpec::name).collect(Collectors.toSet());
    this.picturesLeftOut = picturesLeftOut;
  }

  /// A message's blocks, with its thoughts or without; a cached one is marked at its last.
  List<BetaContentBlockParam> of(Message message, boolean thoughts, boolean cached) {
    List<BetaContentBlockParam> blocks = new ArrayList<>();
    List<Part> parts = message.parts();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Part.Thinking it && !goesBack(it, thoughts)) {
        continue;
      }
      blocks.add(block(parts.get(i), cached && i == parts.size() - 1));
    }
    return blocks;
  }

  /// The API takes no thought that it has not signed.
  private static boolean goesBack(Part.Thinking thought, boolean thoughts) {
    return ClaudeSummary.is(thought) || (thoughts && !thought.signature().isEmpty());
  }

  /// For a message of which nothing is left; the API takes none without content.
  List<BetaContentBlockParam> silence() {
    return List.of(BetaContentBlockParam.ofText(text("(thought)", false)));
  }

  private BetaContentBlockParam block(Part part, boolean cached) {
    return switch (part) {
      case Part.Text it -> BetaContentBlockParam.ofText(text(it.text(), cached));
      case Part.Image it ->
          isLeftOut()
              ? BetaContentBlockParam.ofText(text(LEFT_OUT, cached))
              : BetaContentBlockParam.ofImage(image(it, cached));
      case Part.Thinking it -> thinking(it);
      case Part.ToolCall it -> BetaContentBlockParam.ofToolUse(call(it));
      case Part.ToolResult it -> BetaContentBlockParam.ofToolResult(result(it, cached));
    };
  }

  private boolean isLeftOut() {
    return picturesLeftOut-- > 0;
  }

  private static BetaTextBlockParam text(String words, boolean cached) {
    BetaTextBlockParam.Builder text = BetaTextBlockParam.builder().text(words);
    return cached ? text.cacheControl(ClaudeRequest.CACHED).build() : text.build();
  }

  private static BetaImageBlockParam image(Part.Image picture, boolean cached) {
    BetaImageBlockParam.Builder image =
        BetaImageBlockParam.builder()
            .source(
                BetaBase64ImageSource.builder()
                    .data(Base64.getEncoder().encodeToString(picture.bytes()))
                    .mediaType(BetaBase64ImageSource.MediaType.of(picture.mediaType()))
                    .build());
    return cached ? image.cacheControl(ClaudeRequest.CACHED).build() : image.build();
  }

  private static BetaContentBlockParam thinking(Part.Thinking thought) {
    if (ClaudeSummary.is(thought)) {
      return BetaContentBlockParam.ofCompaction(ClaudeSummary.param(thought));
    }
    String signature = thought.signature();
    if (signature.startsWith(REDACTED)) {
      return BetaContentBlockParam.ofRedactedThinking(signature.substring(REDACTED.length()));
    }
    return BetaContentBlockParam.ofThinking(
        BetaThinkingBlockParam.builder().thinking(thought.text()).signature(signature).build());
  }

  private BetaToolUseBlockParam call(Part.ToolCall call) {
    BetaToolUseBlockParam.Builder use = BetaToolUseBlockParam.builder().id(call.id());
    String name = call.name();
    ObjectNode arguments = call.arguments();
    if (!functions.contains(name)) {
      switch (tool.computer) {
        case CLAUDE_TOOLSET -> {
          if (MEMBERS.contains(name) || name.equals(ClaudeRequest.TOOLSET)) {
            ofToolset.add(call.id());
            use.toolsetName(ClaudeRequest.TOOLSET);
          }
          if (name.equals(ClaudeRequest.TOOLSET)) {
            arguments = arguments.deepCopy();
            name = arguments.path(ACTION).stringValue("screenshot");
            arguments.remove(ACTION);
          }
        }
        case CLAUDE_TOOL -> {
          if (!name.equals(ClaudeRequest.TOOLSET)) {
            arguments = arguments.deepCopy().put(ACTION, name);
            name = ClaudeRequest.TOOLSET;
          }
        }
        case FUNCTIONS, OPENAI_COMPUTER ->
            throw new IllegalStateException("Claude's computer is a tool of its own");
      }
    }
    return use.name(name)
        .input(
            BetaToolUseBlockParam.Input.builder()
                .putAllAdditionalProperties(ClaudeJson.values(arguments))
                .build())
        .build();
  }

  private BetaToolResultBlockParam result(Part.ToolResult result, boolean cached) {
    BetaToolResultBlockParam.Builder param =
        BetaToolResultBlockParam.builder().toolUseId(result.callId());
    if (result.error()) {
      param.isError(true);
    }
    if (ofToolset.contains(result.callId())) {
      param.toolsetName(ClaudeRequest.TOOLSET);
    }
    param.contentOfBlocks(
        result.content().stream().map(this::inResult).filter(it -> it != null).toList());
    return cached ? param.cacheControl(ClaudeRequest.CACHED).build() : param.build();
  }

  private BetaToolResultBlockParam.Content.@Nullable Block inResult(Part part) {
    return switch (part) {
      case Part.Text it -> BetaToolResultBlockParam.Content.Block.ofText(text(it.text(), false));
      case Part.Image it ->
          isLeftOut()
              ? BetaToolResultBlockParam.Content.Block.ofText(text(LEFT_OUT, false))
              : BetaToolResultBlockParam.Content.Block.ofImage(image(it, false));
      case Part.Thinking _, Part.ToolCall _, Part.ToolResult _ -> null;
    };
  }
}
