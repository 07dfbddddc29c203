package manyhands.fakes;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import manyhands.fakes.FakeReply.Piece;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One answer of the Messages API as events: `message_start`, for each block its start, deltas and
/// stop, `message_delta` with why it ended, `message_stop`.
final class AnthropicStream {

  /// As small as real deltas are: what puts them together must not count on more.
  private static final int DELTA = 12;

  private static final long TOKENS_PER_PIECE = 20;

  private static final String SUMMARY = "<summary>What happened so far, in short.</summary>";

  private final HttpExchange exchange;
  private final AnthropicDoor door;
  private final JsonNode request;
  private final AnthropicCache cache;
  private final AnthropicThoughts thoughts;

  AnthropicStream(
      HttpExchange exchange,
      AnthropicDoor door,
      JsonNode request,
      AnthropicCache cache,
      AnthropicThoughts thoughts) {
    this.exchange = exchange;
    this.door = door;
    this.request = request;
    this.cache = cache;
    this.thoughts = thoughts;
  }

  void send(FakeReply.Answer answer) throws IOException {
    OutputStream out = begin();
    for (ObjectNode event : events(answer.pieces(), answer.cutOff())) {
      write(out, event);
    }
  }

  void hold(List<Piece> pieces, int count, Semaphore more) throws IOException {
    OutputStream out = begin();
    List<ObjectNode> events = events(pieces, false);
    for (ObjectNode event : events.subList(0, count)) {
      write(out, event);
    }
    more.acquireUninterruptibly();
    for (ObjectNode event : events.subList(count, events.size())) {
      write(out, event);
    }
  }

  void breakOff(List<Piece> pieces, int count) throws IOException {
    OutputStream out = begin();
    for (ObjectNode event : events(pieces, false).subList(0, count)) {
      write(out, event);
    }
    // Closing without the last chunk is what a reset looks like to the client.
    throw new IOException("broken off on purpose");
  }

  void spoil(List<Piece> pieces, String type) throws IOException {
    OutputStream out = begin();
    List<ObjectNode> events = events(pieces, false);
    for (ObjectNode event : events.subList(0, events.size() / 2)) {
      write(out, event);
    }
    ObjectNode error = event("error");
    error.putObject("error").put("type", type).put("message", "Overloaded");
    write(out, error);
  }

  private OutputStream begin() throws IOException {
    exchange.getResponseHeaders().set("content-type", door.contentType());
    exchange.getResponseHeaders().set("x-amzn-bedrock-content-type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }

  private List<ObjectNode> events(List<Piece> pieces, boolean cutOff) {
    List<ObjectNode> events = new ArrayList<>();
    AnthropicCache.Counted counted = cache.count(request);
    ObjectNode start = event("message_start");
    ObjectNode message = start.putObject("message");
    message.put("id", "msg_" + id()).put("type", "message").put("role", "assistant");
    message.put("model", request.path("model").stringValue(""));
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    message
        .putObject("usage")
        .put("input_tokens", counted.fresh())
        .put("cache_read_input_tokens", counted.read())
        .put("cache_creation_input_tokens", counted.written())
        .put("output_tokens", 1);
    events.add(start);
    boolean summed = new AnthropicLongRuns(request, "").sumsUp(counted.all());
    ArrayNode said = JsonMapper.shared().createArrayNode();
    if (summed) {
      said.add(AnthropicLongRuns.summary(SUMMARY));
      summary(events);
    }
    int before = said.size();
    for (int index = 0; index < pieces.size(); index++) {
      block(events, before + index, pieces.get(index), said);
    }
    ObjectNode end = event("message_delta");
    boolean calls = pieces.stream().anyMatch(Piece.Call.class::isInstance);
    end.putObject("delta")
        .put("stop_reason", cutOff ? "max_tokens" : calls ? "tool_use" : "end_turn")
        .putNull("stop_sequence");
    long output = TOKENS_PER_PIECE * Math.max(1, pieces.size());
    ObjectNode usage = end.putObject("usage").put("output_tokens", output);
    if (summed) {
      AnthropicLongRuns.iterations(usage, counted, output);
    }
    events.add(end);
    events.add(event("message_stop"));
    return events;
  }

  /// A summary comes in one piece.
  private static void summary(List<ObjectNode> events) {
    ObjectNode start = event("content_block_start").put("index", 0);
    start.putObject("content_block").put("type", "compaction").putNull("content");
    events.add(start);
    ObjectNode delta = event("content_block_delta").put("index", 0);
    delta.putObject("delta").put("type", "compaction_delta").put("content", SUMMARY);
    events.add(delta);
    events.add(event("content_block_stop").put("index", 0));
  }

  private void block(List<ObjectNode> events, int index, Piece piece, JsonNode said) {
    ObjectNode start = event("content_block_start").put("index", index);
    ObjectNode block = start.putObject("content_block");
    events.add(start);
    switch (piece) {
      case Piece.Text it -> {
        block.put("type", "text").put("text", "");
        deltas(events, index, "text_delta", "text", it.text());
      }
      case Piece.Thinking it -> {
        block.put("type", "thinking").put("thinking", "").put("signature", "");
        deltas(events, index, "thinking_delta", "thinking", it.text());
        deltas(events, index, "signature_delta", "signature", thoughts.sign(it.text(), said));
      }
      case Piece.Call it -> {
        block.put("type", "tool_use").put("id", "toolu_" + id()).put("name", it.name());
        if (AnthropicRules.isMember(request, it.name())) {
          block.put("toolset_name", AnthropicRules.TOOLSET);
        }
        block.putObject("caller").put("type", "direct");
        block.putObject("input");
        deltas(events, index, "input_json_delta", "partial_json", it.arguments());
      }
      case Piece.Actions _ -> throw new IllegalArgumentException("Claude has a toolset instead");
    }
    events.add(event("content_block_stop").put("index", index));
  }

  private static void deltas(
      List<ObjectNode> events, int index, String type, String field, String text) {
    // Nobody waits for a hundred thousand pieces.
    int step = field.equals("signature") ? text.length() : Math.max(DELTA, text.length() / 1_000);
    for (int from = 0; from < text.length(); from += Math.max(1, step)) {
      ObjectNode event = event("content_block_delta").put("index", index);
      String piece = text.substring(from, Math.min(text.length(), from + step));
      event.putObject("delta").put("type", type).put(field, piece);
      events.add(event);
    }
  }

  private static ObjectNode event(String type) {
    return JsonMapper.shared().createObjectNode().put("type", type);
  }

  private static String id() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 20);
  }

  private void write(OutputStream out, ObjectNode event) throws IOException {
    out.write(door.framed(event));
    out.flush();
  }
}
