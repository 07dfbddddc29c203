package manyhands.model.anthropic;

import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.CacheControlEphemeral;
import com.anthropic.models.messages.ComputerToolset20260801;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageParam;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.ThinkingConfigAdaptive;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolUnion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import manyhands.model.Computer;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.ToolSpec;

/// A conversation as the Messages API wants it.
///
/// It is cached in three places, of the four that the API allows: after tools and instructions,
/// which never change; at the end; and at the end of what was sent the time before. A prefix is
/// found again only at a place that was marked when it was sent, so the second of the last two is
/// what this request reads, the first what the next one will.
final class ClaudeRequest {

  static final String TOOLSET = "computer";

  private static final long THINKING_TOKENS = 4_096;

  static final CacheControlEphemeral CACHED = CacheControlEphemeral.builder().build();

  private final String model;
  private final ClaudeKind kind;

  ClaudeRequest(String model, ClaudeKind kind) {
    this.model = model;
    this.kind = kind;
  }

  MessageCreateParams of(Conversation conversation) {
    MessageCreateParams.Builder params =
        MessageCreateParams.builder().model(model).maxTokens(kind.maxTokens());
    switch (kind.thinking()) {
      case ADAPTIVE ->
          params.thinking(
              ThinkingConfigAdaptive.builder()
                  .display(ThinkingConfigAdaptive.Display.SUMMARIZED)
                  .build());
      case BUDGET -> params.enabledThinking(THINKING_TOKENS);
    }
    if (conversation.screen() != null && !kind.beta().isEmpty()) {
      params.putAdditionalHeader("anthropic-beta", kind.beta());
    }
    params.tools(tools(conversation));
    params.systemOfTextBlockParams(
        List.of(TextBlockParam.builder().text(conversation.system()).cacheControl(CACHED).build()));
    params.messages(messages(conversation));
    return params.build();
  }

  private List<ToolUnion> tools(Conversation conversation) {
    List<ToolUnion> tools = new ArrayList<>();
    Conversation.Screen screen = conversation.screen();
    if (screen != null) {
      tools.add(computer(screen));
    }
    conversation.tools().forEach(tool -> tools.add(ToolUnion.ofTool(function(tool))));
    return tools;
  }

  private ToolUnion computer(Conversation.Screen screen) {
    if (kind.computer() == Computer.CLAUDE_TOOLSET) {
      return ToolUnion.ofComputerToolset20260801(ComputerToolset20260801.builder().build());
    }
    // The SDK has classes for these among its beta ones alone, with a whole API of their own beside
    // this one; what is sent is the same.
    Map<String, Object> tool = new LinkedHashMap<>();
    tool.put("type", "computer_" + (kind.beta().endsWith("2025-11-24") ? "20251124" : "20250124"));
    tool.put("name", TOOLSET);
    tool.put("display_width_px", screen.width());
    tool.put("display_height_px", screen.height());
    if (kind.beta().endsWith("2025-11-24")) {
      tool.put("enable_zoom", true);
    }
    return JsonValue.from(tool).convert(ToolUnion.class);
  }

  private static Tool function(ToolSpec spec) {
    Map<String, Object> schema = ClaudeJson.map(spec.schema());
    Tool.InputSchema.Builder input =
        Tool.InputSchema.builder().type(JsonValue.from(schema.remove("type")));
    schema.forEach((name, value) -> input.putAdditionalProperty(name, JsonValue.from(value)));
    return Tool.builder()
        .name(spec.name())
        .description(spec.description())
        .inputSchema(input.build())
        .build();
  }

  private List<MessageParam> messages(Conversation conversation) {
    List<Message> messages = conversation.messages();
    ClaudeBlocks blocks = new ClaudeBlocks(kind.computer(), conversation.tools());
    List<MessageParam> params = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      // The last message is the user's, and so is the one before the model's last.
      boolean cached = i == messages.size() - 1 || i == messages.size() - 3;
      List<ContentBlockParam> content = blocks.of(message, cached);
      params.add(
          switch (message.role()) {
            case USER -> MessageParam.ofUserOfContentBlockParams(content);
            case ASSISTANT -> MessageParam.ofAssistantOfContentBlockParams(content);
          });
    }
    return params;
  }
}
