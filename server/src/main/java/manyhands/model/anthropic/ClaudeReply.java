package manyhands.model.anthropic;

import com.anthropic.models.beta.messages.BetaRawContentBlockDelta;
import com.anthropic.models.beta.messages.BetaRawContentBlockStartEvent;
import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import manyhands.model.Model.ThinkingListener;
import manyhands.model.ModelException;
import manyhands.model.Part;
import manyhands.model.Reply;
import org.jspecify.annotations.Nullable;

/// A reply while it streams in. Arguments are put together as text and read at the end, so that
/// what is no JSON comes back to the model as its own mistake. For one reply.
final class ClaudeReply {

  /// Why a reply ends that is not whole: at the most that was asked for, or that a model can hold.
  private static final Set<String> CUT_OFF = Set.of("max_tokens", "model_context_window_exceeded");

  /// Many times what `max_tokens` allows: something is wrong with who sends more.
  private static final int MAX_CHARACTERS = 16_000_000;

  private final ThinkingListener listener;
  private final TreeMap<Long, Block> blocks = new TreeMap<>();
  private final ClaudeUsage usage = new ClaudeUsage();
  private @Nullable String stop;

  /// A block that is being written: its text, thought or arguments, and what belongs to it.
  private static final class Block {
    final String kind;
    final String id;
    final String name;
    final StringBuilder text = new StringBuilder();
    String signature = "";
    String encrypted = "";

    Block(String kind, String id, String name) {
      this.kind = kind;
      this.id = id;
      this.name = name;
    }
  }

  ClaudeReply(ThinkingListener listener) {
    this.listener = listener;
  }

  void take(BetaRawMessageStreamEvent event) {
    if (event.isMessageStart()) {
      usage.begin(event.asMessageStart().message().usage());
    } else if (event.isContentBlockStart()) {
      begin(event.asContentBlockStart());
    } else if (event.isContentBlockDelta()) {
      Block block = blocks.get(event.asContentBlockDelta().index());
      if (block != null) {
        grow(block, event.asContentBlockDelta().delta());
      }
    } else if (event.isMessageDelta()) {
      var delta = event.asMessageDelta();
      usage.end(delta.usage());
      delta.delta().stopReason().ifPresent(reason -> stop = reason.asString());
    }
  }

  private void begin(BetaRawContentBlockStartEvent event) {
    var started = event.contentBlock();
    Block block = new Block("", "", "");
    if (started.isText()) {
      block = new Block("text", "", "");
      block.text.append(started.asText().text());
    } else if (started.isThinking()) {
      block = new Block("thinking", "", "");
      block.text.append(started.asThinking().thinking());
    } else if (started.isRedactedThinking()) {
      block = new Block("redacted", "", "");
      block.signature = ClaudeBlocks.REDACTED + started.asRedactedThinking().data();
    } else if (started.isToolUse()) {
      block = new Block("call", started.asToolUse().id(), started.asToolUse().name());
    } else if (started.isCompaction()) {
      block = new Block("summary", "", "");
      block.text.append(started.asCompaction().content().orElse(""));
      block.signature = started.asCompaction().signature().orElse("");
      block.encrypted = started.asCompaction().encryptedContent().orElse("");
    }
    blocks.put(event.index(), block);
  }

  private void grow(Block block, BetaRawContentBlockDelta delta) {
    if (block.text.length() > MAX_CHARACTERS) {
      throw new ModelException(ModelException.Code.MALFORMED, "Claude's reply has no end.");
    }
    if (delta.isText()) {
      block.text.append(delta.asText().text());
      listener.onThinking(delta.asText().text());
    } else if (delta.isThinking()) {
      block.text.append(delta.asThinking().thinking());
      listener.onThinking(delta.asThinking().thinking());
    } else if (delta.isInputJson()) {
      block.text.append(delta.asInputJson().partialJson());
    } else if (delta.isSignature()) {
      block.signature = delta.asSignature().signature();
    } else if (delta.isCompaction()) {
      block.text.append(delta.asCompaction().content().orElse(""));
      delta.asCompaction().encryptedContent().ifPresent(it -> block.encrypted = it);
    }
  }

  /// The whole reply. Fails with `FAILED` when it was not whole.
  Reply whole() {
    if (stop == null) {
      throw new ModelException(
          ModelException.Code.FAILED, "Claude's reply broke off before its end.");
    }
    List<Part> parts = new ArrayList<>();
    for (Block block : blocks.values()) {
      switch (block.kind) {
        case "text" -> parts.add(new Part.Text(block.text.toString()));
        case "thinking", "redacted" ->
            parts.add(new Part.Thinking(block.text.toString(), block.signature));
        case "summary" -> summary(block, parts);
        case "call" ->
            parts.add(
                new Part.ToolCall(
                    block.id, block.name, ClaudeJson.arguments(block.text.toString())));
        default -> {
          // A kind of block that nobody asked for, such as a search of the provider's own.
        }
      }
    }
    if (stop.equals("refusal") && parts.stream().noneMatch(Part.ToolCall.class::isInstance)) {
      throw new ModelException(
          ModelException.Code.INVALID,
          "Claude declined to go on with this task. Say it in other words, or do this part yourself.");
    }
    return new Reply(List.copyOf(parts), usage.all(), CUT_OFF.contains(stop));
  }

  /// One without words is one that failed: the API goes on without it, and so do we.
  private static void summary(Block block, List<Part> parts) {
    if (!block.text.isEmpty() || !block.encrypted.isEmpty()) {
      parts.add(ClaudeSummary.of(block.text.toString(), block.signature, block.encrypted));
    }
  }
}
