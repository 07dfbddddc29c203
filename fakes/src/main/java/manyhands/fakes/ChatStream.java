package manyhands.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import manyhands.fakes.EventStream.Event;
import manyhands.fakes.FakeReply.Piece;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One answer of chat completions as chunks. Usage comes only when it was asked for, in a chunk
/// without choices; `[DONE]` ends it. Dedalus says in the last chunk what its servers did.
final class ChatStream implements EventStream.Answer {

  private static final long TOKENS_PER_PIECE = 20;

  private final JsonNode request;
  private final OpenAiCache cache;
  private final boolean dedalus;
  private final String id = "chatcmpl-" + UUID.randomUUID();

  ChatStream(JsonNode request, OpenAiCache cache, boolean dedalus) {
    this.request = request;
    this.cache = cache;
    this.dedalus = dedalus;
  }

  @Override
  public Event error(String type) {
    ObjectNode error = JsonMapper.shared().createObjectNode();
    error
        .putObject("error")
        .put("message", "The server had an error while processing your request.")
        .put("type", type)
        .putNull("param")
        .put("code", type);
    return new Event("", error.toString());
  }

  @Override
  public List<Event> events(List<Piece> pieces) {
    List<ObjectNode> chunks = new ArrayList<>();
    ObjectNode first = delta(chunks);
    first.put("role", "assistant").put("content", "");
    int calls = 0;
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Text it -> words(chunks, "content", it.text());
        case Piece.Thinking it -> words(chunks, "reasoning_content", it.text());
        case Piece.Call it -> call(chunks, calls++, it);
        case Piece.Actions _ ->
            throw new IllegalArgumentException("chat completions have no computer");
      }
    }
    ObjectNode last = chunk();
    choice(last).put("finish_reason", calls > 0 ? "tool_calls" : "stop").putObject("delta");
    if (dedalus && request.has("mcp_servers")) {
      last.putArray("tools_executed").add("search_web");
      last.putObject("mcp_server_errors");
    }
    chunks.add(last);
    OpenAiCache.Counted counted = cache.count(request);
    if (request.path("stream_options").path("include_usage").booleanValue(false)) {
      chunks.forEach(chunk -> chunk.putNull("usage"));
      ObjectNode end = chunk();
      end.putArray("choices");
      long output = TOKENS_PER_PIECE * Math.max(1, pieces.size());
      end.putObject("usage")
          .put("prompt_tokens", counted.input())
          .put("completion_tokens", output)
          .put("total_tokens", counted.input() + output)
          .putObject("prompt_tokens_details")
          .put("cached_tokens", counted.cached());
      chunks.add(end);
    }
    List<Event> events = new ArrayList<>();
    chunks.forEach(chunk -> events.add(new Event("", chunk.toString())));
    events.add(new Event("", "[DONE]"));
    return events;
  }

  private void words(List<ObjectNode> chunks, String field, String text) {
    for (String piece : EventStream.pieces(text)) {
      delta(chunks).put(field, piece);
    }
  }

  private void call(List<ObjectNode> chunks, int index, Piece.Call call) {
    ObjectNode begin = delta(chunks).putArray("tool_calls").addObject();
    begin.put("index", index).put("id", "call_" + UUID.randomUUID()).put("type", "function");
    begin.putObject("function").put("name", call.name()).put("arguments", "");
    for (String piece : EventStream.pieces(call.arguments())) {
      ObjectNode more = delta(chunks).putArray("tool_calls").addObject().put("index", index);
      more.putObject("function").put("arguments", piece);
    }
  }

  private ObjectNode delta(List<ObjectNode> chunks) {
    ObjectNode chunk = chunk();
    chunks.add(chunk);
    return choice(chunk).putNull("finish_reason").putObject("delta");
  }

  private static ObjectNode choice(ObjectNode chunk) {
    return chunk.putArray("choices").addObject().put("index", 0).putNull("logprobs");
  }

  private ObjectNode chunk() {
    Map<String, Object> head =
        Map.of(
            "id",
            id,
            "object",
            "chat.completion.chunk",
            "created",
            1_700_000_000,
            "model",
            request.path("model").stringValue(""));
    return JsonMapper.shared().valueToTree(head);
  }
}
