package manyhands.model.openai;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.Part;
import manyhands.model.Part.ToolCall;
import manyhands.model.Part.ToolResult;
import manyhands.model.ToolSpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A conversation as the items that the Responses API wants, all of them every time.
///
/// A reply comes back as it was ([SentBack]), its actions put together again. The exception is one
/// that OpenAI had doubts about and that was not done: whoever answers such a call acknowledges the
/// doubts, so it is told in words instead. For one conversation.
final class ResponsesInput {

  private final Conversation conversation;
  private final Set<String> functions;
  private final ArrayNode items = JsonMapper.shared().createArrayNode();

  /// What the screen showed last, as far as the conversation tells.
  private Part.@Nullable Image lastPicture;

  /// An item that calls something, with the parts that it came in.
  private record Call(JsonNode item, List<ToolCall> parts) {}

  ResponsesInput(Conversation conversation) {
    this.conversation = conversation;
    this.functions = conversation.tools().stream().map(ToolSpec::name).collect(Collectors.toSet());
  }

  ArrayNode items() {
    List<Message> messages = conversation.messages();
    List<Call> calls = List.of();
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      switch (message.role()) {
        case USER -> answer(message, calls);
        case ASSISTANT ->
            calls = said(message, i + 1 < messages.size() ? messages.get(i + 1) : message);
      }
    }
    return items;
  }

  private List<Call> said(Message message, Message answer) {
    SentBack back = SentBack.of(message);
    List<ToolCall> calls = of(ToolCall.class, message);
    String text =
        of(Part.Text.class, message).stream()
            .map(Part.Text::text)
            .collect(Collectors.joining("\n"));
    return back != null && back.fits(calls, text) && !wasHeldBack(calls, answer)
        ? again(back, calls, text)
        : inWords(calls, text);
  }

  /// Whether something that OpenAI had doubts about was not done.
  private static boolean wasHeldBack(List<ToolCall> calls, Message answer) {
    Map<String, ToolResult> results = results(answer);
    return calls.stream()
        .filter(call -> call.arguments().has(ResponsesReply.CHECKS))
        .anyMatch(call -> {
          ToolResult result = results.get(call.id());
          return result == null || result.error();
        });
  }

  private List<Call> again(SentBack back, List<ToolCall> calls, String text) {
    Iterator<ToolCall> left = calls.iterator();
    List<Call> made = new ArrayList<>();
    for (JsonNode kept : back.items()) {
      ObjectNode item = kept.deepCopy().asObject();
      if (SentBack.is(item, "message")) {
        item.put("role", "assistant").put("status", "completed");
        ObjectNode content = item.putArray("content").addObject();
        content.put("type", "output_text").put("text", text).putArray("annotations");
      } else if (SentBack.is(item, "function_call")) {
        made.add(function(item, left.next()));
      } else if (SentBack.is(item, "computer_call")) {
        made.add(computer(item, left));
      }
      items.add(item);
    }
    return made;
  }

  private static Call function(ObjectNode item, ToolCall call) {
    item.put("type", "function_call").put("call_id", call.id()).put("name", call.name());
    item.put("arguments", call.arguments().toString());
    return new Call(item, List.of(call));
  }

  private static Call computer(ObjectNode item, Iterator<ToolCall> left) {
    int count = item.path("actions").intValue(0);
    ArrayNode actions = item.putArray("actions");
    List<ToolCall> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ToolCall call = left.next();
      ObjectNode action = actions.addObject().put("type", call.name());
      action.setAll(call.arguments());
      action.remove(ResponsesReply.CHECKS);
      parts.add(call);
    }
    item.put("status", "completed");
    if (!item.has(ResponsesReply.CHECKS)) {
      item.putArray(ResponsesReply.CHECKS);
    }
    return new Call(item, parts);
  }

  /// Functions as functions, the computer's actions as a text: without its id nobody takes a call
  /// of the computer back.
  private List<Call> inWords(List<ToolCall> calls, String text) {
    StringBuilder words = new StringBuilder(text);
    List<Call> made = new ArrayList<>();
    List<ToolCall> told = new ArrayList<>();
    ArrayNode after = JsonMapper.shared().createArrayNode();
    for (ToolCall call : calls) {
      if (functions.contains(call.name())) {
        made.add(function(after.addObject(), call));
      } else {
        ObjectNode arguments = call.arguments().deepCopy();
        arguments.remove(ResponsesReply.CHECKS);
        words.append(words.isEmpty() ? "" : "\n").append(call.name()).append(' ').append(arguments);
        told.add(call);
      }
    }
    if (!words.isEmpty() || calls.isEmpty()) {
      items
          .addObject()
          .put("type", "message")
          .put("role", "assistant")
          .put("content", words.isEmpty() ? "(nothing)" : words.toString());
    }
    items.addAll(after);
    if (!told.isEmpty()) {
      made.add(new Call(JsonMapper.shared().createObjectNode(), told));
    }
    return made;
  }

  private void answer(Message message, List<Call> calls) {
    Map<String, ToolResult> results = results(message);
    ArrayNode content = JsonMapper.shared().createArrayNode();
    Part.Image shown = picture(results.values());
    lastPicture = shown == null ? lastPicture : shown;
    StringBuilder notes = new StringBuilder();
    for (Call call : calls) {
      if (SentBack.is(call.item(), "function_call")) {
        output(call, results);
        continue;
      }
      for (ToolCall part : call.parts()) {
        notes.append(notes.isEmpty() ? "" : "\n").append(part.name()).append(": ");
        notes.append(words(results.get(part.id())));
      }
      if (SentBack.is(call.item(), "computer_call")) {
        screenshot(call.item());
      } else if (shown != null) {
        ResponsesPictures.add(content, shown);
      }
    }
    if (!notes.isEmpty()) {
      content.insertObject(0).put("type", "input_text").put("text", notes.toString());
    }
    for (Part part : message.parts()) {
      if (part instanceof Part.Text text) {
        content.addObject().put("type", "input_text").put("text", text.text());
      } else if (part instanceof Part.Image image) {
        ResponsesPictures.add(content, image);
        lastPicture = image;
      }
    }
    if (!content.isEmpty()) {
      items.addObject().put("type", "message").put("role", "user").set("content", content);
    }
  }

  private void output(Call call, Map<String, ToolResult> results) {
    ToolResult result = results.get(call.parts().getFirst().id());
    ObjectNode item = items.addObject().put("type", "function_call_output");
    item.set("call_id", call.item().path("call_id"));
    Part.Image image = result == null ? null : picture(List.of(result));
    if (image == null) {
      item.put("output", words(result));
    } else {
      ArrayNode output = item.putArray("output");
      output.addObject().put("type", "input_text").put("text", words(result));
      ResponsesPictures.add(output, image);
    }
  }

  /// The output of the computer is always a picture. Where the screen has not changed it is the one
  /// before; where pictures were left out for being old, a small grey one stands for it.
  private void screenshot(JsonNode call) {
    ObjectNode item = items.addObject().put("type", "computer_call_output");
    item.set("call_id", call.path("call_id"));
    item.putObject("output")
        .put("type", "computer_screenshot")
        .put("image_url", ResponsesPictures.url(lastPicture))
        .put("detail", ResponsesPictures.DETAIL);
    if (!call.path(ResponsesReply.CHECKS).isEmpty()) {
      item.set("acknowledged_safety_checks", call.path(ResponsesReply.CHECKS));
    }
  }

  private static String words(@Nullable ToolResult result) {
    if (result == null) {
      return "No outcome.";
    }
    String words =
        result.content().stream()
            .filter(Part.Text.class::isInstance)
            .map(part -> ((Part.Text) part).text())
            .collect(Collectors.joining("\n"));
    return result.error() && !words.startsWith("Not ") ? "Failed: " + words : words;
  }

  private static Part.@Nullable Image picture(Iterable<ToolResult> results) {
    Part.Image last = null;
    for (ToolResult result : results) {
      for (Part part : result.content()) {
        last = part instanceof Part.Image image ? image : last;
      }
    }
    return last;
  }

  private static Map<String, ToolResult> results(Message message) {
    Map<String, ToolResult> results = new HashMap<>();
    of(ToolResult.class, message).forEach(result -> results.put(result.callId(), result));
    return results;
  }

  private static <P extends Part> List<P> of(Class<P> kind, Message message) {
    return message.parts().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
