package manyhands.model.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import manyhands.model.Conversation;
import manyhands.model.Model.ThinkingListener;
import manyhands.model.ModelException;
import manyhands.model.ModelException.Code;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.Usage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A reply of the Responses API while it streams in. Each action of a call of the computer tool
/// becomes a call of its own, so that they are carried out, allowed and told one by one; the first
/// carries the safety checks of all. For one reply.
final class ResponsesReply {

  /// On the first action of a call: what OpenAI wants a person to look at before it is done.
  static final String CHECKS = "pending_safety_checks";

  private final Conversation asked;
  private final OpenAiFailures failures;
  private final ThinkingListener listener;

  /// By where they stand in the reply.
  private final TreeMap<Integer, JsonNode> items = new TreeMap<>();

  private JsonNode response = OpenAiJson.arguments("");
  private String status = "";

  ResponsesReply(Conversation asked, OpenAiFailures failures, ThinkingListener listener) {
    this.asked = asked;
    this.failures = failures;
    this.listener = listener;
  }

  void take(JsonNode event) {
    String type = event.path("type").stringValue("");
    switch (type) {
      case "response.output_text.delta",
          "response.reasoning_summary_text.delta",
          "response.reasoning_text.delta" ->
          listener.onThinking(event.path("delta").stringValue(""));
      case "response.output_item.done" ->
          items.put(event.path("output_index").intValue(items.size()), event.path("item"));
      case "response.completed", "response.incomplete" -> {
        status = type.substring("response.".length());
        response = event.path("response");
      }
      case "response.failed" -> throw failures.inAnswer(event.path("response"), null);
      case "error" -> throw failures.inAnswer(event, null);
      default -> {
        // The rest tells of beginnings and repeats at the end what was said in pieces.
      }
    }
  }

  /// The whole reply. Fails when it was not whole, or none that anybody could act on.
  Reply whole() {
    if (status.isEmpty()) {
      throw new ModelException(Code.FAILED, "OpenAI's reply broke off before its end.");
    }
    if (items.isEmpty()) {
      response.path("output").forEach(item -> items.put(items.size(), item));
    }
    CallIds ids = new CallIds(asked);
    SentBack back = SentBack.empty();
    StringBuilder thoughts = new StringBuilder();
    StringBuilder text = new StringBuilder();
    StringBuilder refusal = new StringBuilder();
    List<Part> calls = new ArrayList<>();
    for (JsonNode item : items.values()) {
      back.add(item);
      switch (item.path("type").stringValue("")) {
        case "reasoning" -> item.path("summary").forEach(it -> append(thoughts, it, "text"));
        case "message" ->
            item.path("content")
                .forEach(it -> {
                  append(text, it, "text");
                  append(refusal, it, "refusal");
                });
        case "function_call" -> calls.add(function(item, ids));
        case "computer_call" -> actions(item, ids, calls);
        default -> {
          // A kind of item that nobody asked for, such as a search of the provider's own.
        }
      }
    }
    if (calls.isEmpty()) {
      demandUse(text, refusal);
    }
    List<Part> parts = new ArrayList<>();
    if (back.matters() || !thoughts.isEmpty()) {
      parts.add(new Part.Thinking(thoughts.toString(), back.signature()));
    }
    if (!text.toString().isBlank()) {
      parts.add(new Part.Text(text.toString()));
    }
    parts.addAll(calls);
    return new Reply(List.copyOf(parts), usage(parts));
  }

  private static void append(StringBuilder words, JsonNode from, String field) {
    String more = from.path(field).stringValue("");
    if (!more.isBlank()) {
      words.append(words.isEmpty() ? "" : "\n\n").append(more);
    }
  }

  private static Part.ToolCall function(JsonNode item, CallIds ids) {
    return new Part.ToolCall(
        ids.of(item.path("call_id").stringValue("")),
        item.path("name").stringValue(""),
        OpenAiJson.arguments(item.path("arguments")));
  }

  private static void actions(JsonNode item, CallIds ids, List<Part> calls) {
    String id = item.path("call_id").stringValue("");
    int count = 0;
    for (JsonNode action : item.path("actions")) {
      ObjectNode arguments = OpenAiJson.arguments(action).deepCopy();
      arguments.remove("type");
      if (count == 0 && !item.path(CHECKS).isEmpty()) {
        arguments.set(CHECKS, item.path(CHECKS));
      }
      String one = count == 0 ? id : id + "." + (count + 1);
      calls.add(new Part.ToolCall(ids.of(one), action.path("type").stringValue(""), arguments));
      count++;
    }
  }

  private void demandUse(CharSequence text, CharSequence refusal) {
    if (!refusal.isEmpty()) {
      throw new ModelException(
          Code.INVALID,
          "The model declined to go on with this task: " + refusal + " Say it in other words.");
    }
    String reason = response.path("incomplete_details").path("reason").stringValue("");
    if (reason.equals("content_filter")) {
      throw new ModelException(
          Code.INVALID, "The content filter of OpenAI has kept the reply back.");
    }
    if (reason.equals("max_output_tokens") && text.isEmpty()) {
      throw new ModelException(
          Code.MALFORMED, "The model thought until the reply was full, and said nothing.");
    }
  }

  private Usage usage(List<Part> parts) {
    JsonNode it = response.path("usage");
    return it.path("input_tokens").isNumber()
        ? new Usage(
            it.path("input_tokens").longValue(0),
            it.path("output_tokens").longValue(0),
            it.path("input_tokens_details").path("cached_tokens").longValue(0))
        : Estimate.of(asked, parts);
  }
}
