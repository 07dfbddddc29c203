package manyhands.model.scripted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import manyhands.model.Conversation;
import manyhands.model.Message;
import manyhands.model.Part;
import manyhands.model.Part.ToolCall;
import manyhands.model.Part.ToolResult;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Lets a script run from its beginning on every reply: calls that the conversation has answered
/// return what was answered, and the first that it has not is the reply. So the script needs no
/// memory but the conversation.
final class Replay {

  /// How the results of calls start that were held back: asking again is right.
  static final String NOT_PERFORMED = "Not performed";

  /// How the results of calls start that a server was killed at: they may have happened.
  static final String UNKNOWN = "Outcome unknown";

  /// Tools that may be used twice without harm.
  private static final Set<String> HARMLESS = Set.of("read_file", "screenshot", "wait", "move");

  private final List<Exchange> exchanges = new ArrayList<>();
  private int next;
  private String thought = "";

  private static final Pattern MATERIAL =
      Pattern.compile("(?s)\\[material ([0-9a-f]+): [^\\n]*\\]\\n(.*)\\n\\[end of material \\1\\]");

  private record Exchange(List<ToolCall> calls, Map<String, ToolResult> results) {}

  /// A call of the script, before it has an id.
  record Wanted(String tool, ObjectNode arguments) {}

  /// What a call answered.
  record Answered(String text, boolean failed) {

    /// Nobody knows whether it happened.
    boolean isUnknown() {
      return text.startsWith(UNKNOWN);
    }
  }

  /// The script needs these calls answered next.
  static final class Pending extends RuntimeException {
    final transient List<ToolCall> calls;
    final String thought;

    Pending(List<ToolCall> calls, String thought) {
      super("next", null, false, false);
      this.calls = calls;
      this.thought = thought;
    }
  }

  Replay(Conversation conversation) {
    List<Message> messages = conversation.messages();
    for (int index = 0; index < messages.size(); index++) {
      List<ToolCall> calls =
          messages.get(index).parts().stream()
              .filter(ToolCall.class::isInstance)
              .map(ToolCall.class::cast)
              .toList();
      if (!calls.isEmpty() && index + 1 < messages.size()) {
        Map<String, ToolResult> results = new HashMap<>();
        for (Part part : messages.get(index + 1).parts()) {
          if (part instanceof ToolResult result) {
            results.put(result.callId(), result);
          }
        }
        exchanges.add(new Exchange(calls, results));
      }
    }
  }

  static ObjectNode arguments() {
    return JsonMapper.shared().createObjectNode();
  }

  /// What the calls to come are for, in words.
  void think(String words) {
    thought = words;
  }

  /// What the calls now are for.
  String thought() {
    return thought;
  }

  Answered call(String tool, ObjectNode arguments) {
    return calls(List.of(new Wanted(tool, arguments))).getFirst();
  }

  /// Makes calls in one reply and returns their answers. A call that was held back, since the
  /// screen had changed or a person had the seat, is made again; so is one of unknown outcome that
  /// does no harm.
  List<Answered> calls(List<Wanted> wanted) {
    while (next < exchanges.size()) {
      Exchange exchange = exchanges.get(next++);
      List<Answered> answers = new ArrayList<>();
      boolean again = false;
      for (ToolCall call : exchange.calls()) {
        Answered answered = answer(exchange.results().get(call.id()));
        answers.add(answered);
        again |= answered.text().startsWith(NOT_PERFORMED);
        again |= answered.isUnknown() && HARMLESS.contains(call.name());
      }
      if (!again) {
        while (answers.size() < wanted.size()) {
          answers.add(new Answered("", true));
        }
        return answers;
      }
    }
    List<ToolCall> calls = new ArrayList<>();
    for (Wanted it : wanted) {
      String id = "script-" + (next + 1) + "-" + (calls.size() + 1);
      calls.add(new ToolCall(id, it.tool(), it.arguments()));
    }
    throw new Pending(calls, thought);
  }

  private static Answered answer(@Nullable ToolResult result) {
    if (result == null) {
      return new Answered("", true);
    }
    for (Part part : result.content()) {
      if (part instanceof Part.Text text) {
        return new Answered(unmarked(text.text()), result.error());
      }
    }
    return new Answered("", result.error());
  }

  /// What a command or a file said, without the lines that mark it as material.
  private static String unmarked(String text) {
    Matcher marked = MATERIAL.matcher(text);
    return marked.matches() ? marked.group(2) : text;
  }
}
