package manyhands.model.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Calls that a model wrote into its answer instead of making them, as small models do: `{"name":
/// TOOL, "arguments": {...}}` and nothing else, fenced or not, one or a list of them; or each
/// between `<tool_call>` and `</tool_call>`. With tools that there are; a text that merely mentions
/// such a thing stays a text.
record WrittenCalls(String rest, List<Call> calls) {

  record Call(String name, ObjectNode arguments) {}

  private static final Pattern WHOLE =
      Pattern.compile("\\s*(?:```(?:json)?\\s*)?([{\\[].*[}\\]])\\s*(?:```)?\\s*", Pattern.DOTALL);

  private static final Pattern TAGGED =
      Pattern.compile("<tool_call>\\s*(\\{.*?})\\s*</tool_call>", Pattern.DOTALL);

  /// The text with no calls when none are written in it.
  static WrittenCalls in(String text, Set<String> tools) {
    Matcher whole = WHOLE.matcher(text);
    if (whole.matches()) {
      List<Call> calls = calls(whole.group(1), tools);
      return new WrittenCalls(calls.isEmpty() ? text : "", calls);
    }
    List<Call> calls = new ArrayList<>();
    StringBuilder rest = new StringBuilder();
    Matcher tagged = TAGGED.matcher(text);
    while (tagged.find()) {
      List<Call> found = calls(tagged.group(1), tools);
      calls.addAll(found);
      tagged.appendReplacement(
          rest, found.isEmpty() ? Matcher.quoteReplacement(tagged.group()) : "");
    }
    tagged.appendTail(rest);
    return new WrittenCalls(calls.isEmpty() ? text : rest.toString().strip(), calls);
  }

  private static List<Call> calls(String json, Set<String> tools) {
    JsonNode read;
    try {
      read = JsonMapper.shared().readTree(json);
    } catch (JacksonException _) {
      return List.of();
    }
    List<Call> calls = new ArrayList<>();
    for (JsonNode one : read.isArray() ? read : List.of(read)) {
      Call call = call(one.path("function").isObject() ? one.path("function") : one, tools);
      if (call == null) {
        return List.of();
      }
      calls.add(call);
    }
    return calls;
  }

  private static @Nullable Call call(JsonNode node, Set<String> tools) {
    String name = node.path("name").stringValue(node.path("tool").stringValue(""));
    for (String field : List.of("arguments", "parameters", "args")) {
      if (node.has(field) && tools.contains(name)) {
        return new Call(name, OpenAiJson.arguments(node.path(field)));
      }
    }
    return null;
  }
}
