package manyhands.model.openai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import manyhands.model.Conversation;
import manyhands.model.Model.ThinkingListener;
import manyhands.model.ModelException;
import manyhands.model.ModelException.Code;
import manyhands.model.Part;
import manyhands.model.Reply;
import manyhands.model.ToolSpec;
import manyhands.model.Usage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A reply of chat completions, in chunks or whole. Read from its JSON and not through the SDK's
/// classes, for smaller servers and models have their own ideas of it: reasoning in fields of their
/// own or in the text, arguments that are objects, calls without ids or written out as text, no
/// usage. For one reply.
final class ChatReply {

  private static final Pattern THOUGHT =
      Pattern.compile("\\s*<think>(.*?)(?:</think>\\s*|\\z)", Pattern.DOTALL);

  /// Where servers put the reasoning that OpenAI's own does not show.
  private static final List<String> REASONING = List.of("reasoning_content", "reasoning");

  private final Conversation asked;
  private final ChatSettings settings;
  private final ThinkingListener listener;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder thinking = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final Map<Integer, Call> calls = new LinkedHashMap<>();
  private final ServerTools serverTools = new ServerTools();
  private Usage usage = Usage.NONE;
  private boolean answered;
  private String finish = "";

  private static final class Call {
    String id = "";
    final StringBuilder name = new StringBuilder();
    final StringBuilder arguments = new StringBuilder();
  }

  ChatReply(Conversation asked, ChatSettings settings, ThinkingListener listener) {
    this.asked = asked;
    this.settings = settings;
    this.listener = listener;
  }

  /// A chunk, or the whole answer of a server that does not stream.
  void take(JsonNode chunk) {
    if (chunk.path("error").isObject()) {
      throw new OpenAiFailures(settings.provider(), settings.keyName()).inAnswer(chunk, null);
    }
    count(chunk.path("usage"));
    serverTools.take(chunk);
    for (JsonNode choice : chunk.path("choices")) {
      if (choice.path("index").intValue(0) != 0) {
        continue;
      }
      answered = true;
      finish = choice.path("finish_reason").stringValue(finish);
      take(choice.path("delta"), false);
      if (choice.path("message").isObject()) {
        take(choice.path("message"), true);
        finish = finish.isEmpty() ? "stop" : finish;
      }
    }
  }

  private void take(JsonNode said, boolean whole) {
    grow(text, said.path("content"));
    grow(refusal, said.path("refusal"));
    for (String field : REASONING) {
      if (said.path(field).isString()) {
        grow(thinking, said.path(field));
        break;
      }
    }
    for (JsonNode piece : said.path("tool_calls")) {
      grow(whole ? newCall() : callOf(piece), piece);
    }
    if (said.path("function_call").isObject()) {
      JsonNode old = said.path("function_call");
      grow(calls.computeIfAbsent(0, _ -> new Call()), old, old);
    }
  }

  private void grow(StringBuilder what, JsonNode words) {
    if (words.isString() && !words.stringValue().isEmpty()) {
      what.append(words.stringValue());
      listener.onThinking(words.stringValue());
    } else if (words.isArray()) {
      words.forEach(part -> grow(what, part.path("text")));
    }
  }

  /// Pieces without an index belong to the last call, unless they begin with an id of their own.
  private Call callOf(JsonNode piece) {
    int last = calls.size() - 1;
    int index = piece.path("index").intValue(last);
    Call there = calls.get(index);
    String id = piece.path("id").stringValue("");
    boolean another = !piece.has("index") && there != null && !id.isEmpty() && !id.equals(there.id);
    return calls.computeIfAbsent(another || index < 0 ? last + 1 : index, _ -> new Call());
  }

  private Call newCall() {
    Call call = new Call();
    calls.put(calls.size(), call);
    return call;
  }

  private static void grow(Call call, JsonNode piece) {
    call.id = piece.path("id").stringValue(call.id);
    grow(call, piece.path("function"), piece);
  }

  private static void grow(Call call, JsonNode function, JsonNode piece) {
    String name = function.path("name").stringValue(piece.path("name").stringValue(""));
    // Some servers say the whole name again with every piece.
    if (!name.contentEquals(call.name)) {
      call.name.append(name);
    }
    JsonNode arguments = function.path("arguments");
    if (!arguments.isMissingNode() && !arguments.isNull()) {
      call.arguments.append(arguments.isString() ? arguments.stringValue() : arguments.toString());
    }
  }

  private void count(JsonNode it) {
    if (it.path("prompt_tokens").isNumber()) {
      usage =
          new Usage(
              it.path("prompt_tokens").longValue(0),
              it.path("completion_tokens").longValue(0),
              it.path("prompt_tokens_details").path("cached_tokens").longValue(0));
    }
  }

  /// The whole reply. Fails when it was not whole, or none that anybody could act on.
  Reply whole() {
    if (!answered) {
      throw new ModelException(Code.MALFORMED, settings.provider() + " answered nothing at all.");
    }
    if (finish.isEmpty()) {
      throw new ModelException(
          Code.FAILED, "The reply of " + settings.provider() + " broke off before its end.");
    }
    Matcher thought = THOUGHT.matcher(text);
    if (thought.lookingAt()) {
      thinking.append(thought.group(1).strip());
      text.delete(0, thought.end());
    }
    Set<String> tools = asked.tools().stream().map(ToolSpec::name).collect(Collectors.toSet());
    WrittenCalls written =
        calls.isEmpty()
            ? WrittenCalls.in(text.toString(), tools)
            : new WrittenCalls(text.toString(), List.of());
    List<Part> parts = new ArrayList<>();
    String thoughts = serverTools.addedTo(thinking.toString());
    if (!thoughts.isBlank()) {
      parts.add(new Part.Thinking(thoughts, ""));
    }
    if (!written.rest().isBlank()) {
      parts.add(new Part.Text(written.rest()));
    }
    CallIds ids = new CallIds(asked);
    for (WrittenCalls.Call call : written.calls()) {
      parts.add(call(ids.of(""), call.name(), call.arguments()));
    }
    for (Call call : calls.values()) {
      parts.add(
          call(
              ids.of(call.id),
              call.name.toString(),
              OpenAiJson.arguments(call.arguments.toString())));
    }
    if (calls.isEmpty() && written.calls().isEmpty()) {
      demandUse(written.rest());
    }
    List<Part> all = List.copyOf(parts);
    Usage used = usage.equals(Usage.NONE) ? Estimate.of(asked, all) : usage;
    return new Reply(all, used, finish.equals("length"));
  }

  /// Asking the same again would end the same way, so these are not told as something to repair.
  private void demandUse(String rest) {
    String who = settings.provider();
    if (!refusal.isEmpty()) {
      throw new ModelException(
          Code.INVALID,
          "The model declined to go on with this task: " + refusal + " Say it in other words.");
    }
    if (finish.equals("content_filter")) {
      throw new ModelException(
          Code.INVALID, "The content filter of " + who + " has kept the reply back.");
    }
    if (finish.equals("length") && rest.isBlank()) {
      throw new ModelException(
          Code.INVALID,
          "The reply was cut off at the model's limit before it said anything: give the model a"
              + " longer context.");
    }
  }

  private Part.ToolCall call(String id, String name, ObjectNode given) {
    ObjectNode arguments =
        ToolSpec.isOfOthers(name) ? given : settings.coordinates().toPixels(given, asked.screen());
    return new Part.ToolCall(id, name, arguments);
  }
}
