package manyhands.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import manyhands.fakes.EventStream.Event;
import manyhands.fakes.FakeReply.Piece;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One answer of the Responses API as events: for each item that it was added, its deltas and that
/// it is done; at the end the whole response with its usage. Summaries and encrypted contents of
/// thoughts come only when they were asked for.
final class ResponsesStream implements EventStream.Answer {

  private static final long TOKENS_PER_PIECE = 20;

  private final JsonNode request;
  private final OpenAiCache cache;
  private final Map<String, JsonNode> issued;
  private final List<ObjectNode> events = new ArrayList<>();
  private final ObjectNode response = JsonMapper.shared().createObjectNode();

  ResponsesStream(JsonNode request, OpenAiCache cache, Map<String, JsonNode> issued) {
    this.request = request;
    this.cache = cache;
    this.issued = issued;
  }

  @Override
  public Event error(String type) {
    ObjectNode failed = response.deepCopy().put("status", "failed");
    failed.putObject("error").put("code", type).put("message", "The server had an error.");
    ObjectNode event = event("response.failed");
    event.set("response", failed);
    return new Event("response.failed", event.toString());
  }

  @Override
  public List<Event> events(List<Piece> pieces) {
    response.put("id", "resp_" + id()).put("object", "response").put("created_at", 1_700_000_000);
    response.put("status", "in_progress").put("model", request.path("model").stringValue(""));
    response.put("parallel_tool_calls", true).put("tool_choice", "auto");
    response.putArray("tools");
    ArrayNode output = response.putArray("output");
    event("response.created").set("response", response.deepCopy());
    String after = "";
    for (int index = 0; index < pieces.size(); index++) {
      ObjectNode item = item(pieces.get(index), index);
      ObjectNode kept = JsonMapper.shared().createObjectNode().put("after", after);
      kept.set("item", item);
      String id = item.path("id").stringValue();
      issued.put(id, kept);
      after = item.path("type").stringValue().equals("reasoning") ? id : "";
      event("response.output_item.done").put("output_index", index).set("item", item);
      output.add(item);
    }
    OpenAiCache.Counted counted = cache.count(request);
    long written = TOKENS_PER_PIECE * Math.max(1, pieces.size());
    ObjectNode usage = response.put("status", "completed").putObject("usage");
    usage.put("input_tokens", counted.input()).put("output_tokens", written);
    usage.put("total_tokens", counted.input() + written);
    usage.putObject("input_tokens_details").put("cached_tokens", counted.cached());
    usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
    event("response.completed").set("response", response);
    return events.stream()
        .map(it -> new Event(it.path("type").stringValue(), it.toString()))
        .toList();
  }

  private ObjectNode item(Piece piece, int index) {
    ObjectNode item = JsonMapper.shared().createObjectNode();
    return switch (piece) {
      case Piece.Thinking it -> {
        item.put("id", "rs_" + id()).put("type", "reasoning");
        ArrayNode summary = item.putArray("summary");
        added(item, index);
        if (request.path("reasoning").has("summary")) {
          summary.addObject().put("type", "summary_text").put("text", it.text());
          deltas("response.reasoning_summary_text.delta", item, index, it.text());
        }
        if (request.path("include").toString().contains("reasoning.encrypted_content")) {
          item.put("encrypted_content", "enc_" + (item.path("id") + it.text()).hashCode());
        }
        yield item;
      }
      case Piece.Text it -> {
        item.put("id", "msg_" + id()).put("type", "message").put("role", "assistant");
        item.put("status", "completed").putArray("content");
        added(item, index);
        deltas("response.output_text.delta", item, index, it.text());
        ObjectNode text = ((ArrayNode) item.path("content")).addObject();
        text.put("type", "output_text").put("text", it.text()).putArray("annotations");
        yield item;
      }
      case Piece.Call it -> {
        item.put("id", "fc_" + id()).put("type", "function_call").put("status", "completed");
        item.put("call_id", "call_" + id()).put("name", it.name()).put("arguments", "");
        added(item, index);
        deltas("response.function_call_arguments.delta", item, index, it.arguments());
        yield item.put("arguments", it.arguments());
      }
      case Piece.Actions it -> {
        item.put("id", "cu_" + id()).put("type", "computer_call").put("status", "completed");
        item.put("call_id", "call_" + id());
        item.set("actions", JsonMapper.shared().valueToTree(it.actions()));
        item.set("pending_safety_checks", JsonMapper.shared().valueToTree(it.checks()));
        added(item, index);
        yield item;
      }
    };
  }

  private void added(ObjectNode item, int index) {
    event("response.output_item.added").put("output_index", index).set("item", item.deepCopy());
  }

  private void deltas(String type, ObjectNode item, int index, String text) {
    for (String piece : EventStream.pieces(text)) {
      ObjectNode event = event(type).put("item_id", item.path("id").stringValue());
      event.put("output_index", index).put("content_index", 0).put("summary_index", 0);
      event.put("delta", piece).putArray("logprobs");
    }
  }

  private ObjectNode event(String type) {
    ObjectNode event = JsonMapper.shared().createObjectNode();
    event.put("type", type).put("sequence_number", events.size());
    events.add(event);
    return event;
  }

  private static String id() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 20);
  }
}
