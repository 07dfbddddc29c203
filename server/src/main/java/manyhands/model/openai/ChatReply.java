package manyhands.model.openai;

import com.openai.core.JsonString;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.completions.CompletionUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import manyhands.model.Conversation;
import manyhands.model.Model.ThinkingListener;
import manyhands.model.ModelException;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A reply while it streams in. Tolerant of what smaller servers and models do: reasoning in fields
/// of their own, calls without ids, a call written out as JSON text instead of made. For one reply.
final class ChatReply {

  /// A reply that is nothing but one JSON object, fenced or not.
  private static final Pattern WRITTEN =
      Pattern.compile("\\s*(?:```(?:json)?\\s*)?(\\{.*})\\s*(?:```)?\\s*", Pattern.DOTALL);

  /// Where servers put the reasoning that OpenAI's own does not show.
  private static final List<String> REASONING = List.of("reasoning_content", "reasoning");

  private final Conversation asked;
  private final Coordinates coordinates;
  private final ThinkingListener listener;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder thinking = new StringBuilder();
  private final TreeMap<Long, Call> calls = new TreeMap<>();
  private Usage usage = Usage.NONE;
  private boolean ended;

  private static final class Call {
    String id = "";
    final StringBuilder name = new StringBuilder();
    final StringBuilder arguments = new StringBuilder();
  }

  ChatReply(Conversation asked, Coordinates coordinates, ThinkingListener listener) {
    this.asked = asked;
    this.coordinates = coordinates;
    this.listener = listener;
  }

  void take(ChatCompletionChunk chunk) {
    chunk.usage().ifPresent(this::count);
    for (ChatCompletionChunk.Choice choice : chunk.choices()) {
      if (choice.finishReason().isPresent()) {
        ended = true;
      }
      take(choice.delta());
    }
  }

  private void take(ChatCompletionChunk.Choice.Delta delta) {
    delta.content().ifPresent(words -> grow(text, words));
    delta.refusal().ifPresent(words -> grow(text, words));
    for (String field : REASONING) {
      if (delta._allProperties().get(field) instanceof JsonString words) {
        grow(thinking, words.value());
        break;
      }
    }
    delta
        .toolCalls()
        .ifPresent(pieces -> {
          for (var piece : pieces) {
            Call call = calls.computeIfAbsent(piece.index(), _ -> new Call());
            piece.id().ifPresent(id -> call.id = id);
            piece.function().flatMap(it -> it.name()).ifPresent(call.name::append);
            piece.function().flatMap(it -> it.arguments()).ifPresent(call.arguments::append);
          }
        });
  }

  private void grow(StringBuilder what, String words) {
    what.append(words);
    listener.onThinking(words);
  }

  private void count(CompletionUsage it) {
    long cached = it.promptTokensDetails().flatMap(details -> details.cachedTokens()).orElse(0L);
    usage = new Usage(it.promptTokens(), it.completionTokens(), cached);
  }

  /// The whole reply. Fails with `FAILED` when it was not whole.
  Reply whole() {
    if (!ended) {
      throw new ModelException(
          ModelException.Code.FAILED, "The model's reply broke off before its end.");
    }
    List<Part> parts = new ArrayList<>();
    if (!thinking.isEmpty()) {
      parts.add(new Part.Thinking(thinking.toString(), ""));
    }
    Part.ToolCall written = calls.isEmpty() ? written() : null;
    if (written != null) {
      parts.add(written);
    } else if (!text.isEmpty()) {
      parts.add(new Part.Text(text.toString()));
    }
    for (Call call : calls.values()) {
      parts.add(
          call(call.id, call.name.toString(), OpenAiJson.arguments(call.arguments.toString())));
    }
    return new Reply(List.copyOf(parts), usage);
  }

  private Part.ToolCall call(String id, String name, ObjectNode arguments) {
    return new Part.ToolCall(id, name, coordinates.toPixels(arguments, asked.screen()));
  }

  /// A call that the model wrote into its answer: `{"name": TOOL, "arguments": {...}}` and nothing
  /// else, with a tool that there is.
  private Part.@Nullable ToolCall written() {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    try {
      JsonNode read = JsonMapper.shared().readTree(matcher.group(1));
      String name = read.path("name").stringValue("");
      JsonNode given = read.has("arguments") ? read.path("arguments") : read.path("parameters");
      boolean known = asked.tools().stream().anyMatch(tool -> tool.name().equals(name));
      return known && given instanceof ObjectNode arguments ? call("", name, arguments) : null;
    } catch (JacksonException _) {
      return null;
    }
  }
}
