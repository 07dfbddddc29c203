package manyhands.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import manyhands.event.Event.Thought;
import manyhands.event.Event.ToolUse;
import manyhands.event.TokenUse;
import manyhands.model.Part;
import manyhands.model.Part.ToolCall;
import manyhands.model.Reply;
import manyhands.model.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A model's reply, made fit for the log and read: either every call has a meaning or some have a
/// fault, and then none is carried out.
record Answer(
    String text, List<Thought> thinking, List<ToolUse> uses, List<Call> calls, TokenUse usage) {

  /// What one call may be given at most, and what all of a reply may; the log and the conversation
  /// keep it for ever.
  static final int MAX_ARGUMENTS = 250_000;

  static final int MAX_ALL_ARGUMENTS = 500_000;

  /// Arguments of a call that is not carried out are kept so that its model sees what it did, which
  /// the beginning of a long file does not tell it.
  static final int MAX_FAULTY = 20_000;

  /// More calls than this were not decided on one picture.
  static final int MAX_CALLS = 32;

  private static final int MAX_THOUGHTS = 100;

  private static final String CUT_OFF =
      "the reply was cut off here, since it reached the most that one may hold. Do it in smaller"
          + " parts";

  /// One call: its meaning, or what is wrong with it. With a `warning`, only a person may allow it.
  record Call(String id, String tool, @Nullable Intent intent, String fault, String warning) {
    Call(String id, String tool, @Nullable Intent intent, String fault) {
      this(id, tool, intent, fault, "");
    }
  }

  boolean isFaulty() {
    return calls.stream().anyMatch(call -> call.intent() == null);
  }

  /// Reads a reply to a step. `known` are the ids of the conversation so far; `tools` know what the
  /// calls mean.
  static Answer of(Reply reply, int step, Set<String> known, Tools tools) {
    List<Thought> thinking =
        reply.parts().stream()
            .filter(Part.Thinking.class::isInstance)
            .map(part -> Legible.thought((Part.Thinking) part))
            .limit(MAX_THOUGHTS)
            .toList();
    List<ToolUse> uses = new ArrayList<>();
    List<Call> calls = new ArrayList<>();
    Set<String> ids = new HashSet<>(known);
    int all = reply.toolCalls().size();
    int kept = 0;
    for (ToolCall call : reply.toolCalls().subList(0, Math.min(all, MAX_CALLS))) {
      boolean fresh = !call.id().isBlank() && ids.add(call.id());
      String own = "call-" + step + "-" + (uses.size() + 1);
      String id = fresh && Legible.isId(call.id()) ? call.id() : own;
      ids.add(id);
      String arguments = JsonMapper.shared().writeValueAsString(call.arguments());
      int length = arguments.length();
      String fault = "";
      if (all > MAX_CALLS) {
        fault = all + " calls in one reply; at most " + MAX_CALLS + " are taken";
      } else if (reply.cutOff() && calls.size() == all - 1) {
        fault = CUT_OFF;
      } else if (!fresh) {
        fault = "the id of this call was missing or used before";
      } else if (length > MAX_ARGUMENTS) {
        fault =
            "the arguments have "
                + length
                + " characters; that is too long, at most 250000 are"
                + " taken: write a long file in parts";
      } else if (kept + length > MAX_ALL_ARGUMENTS) {
        fault = "the arguments of this reply's calls are too long together";
      }
      Call read = fault.isEmpty() ? read(call, id, tools) : faulty(call, id, fault);
      int most = read.intent() == null ? MAX_FAULTY : MAX_ARGUMENTS;
      String keep = length > most ? "{}" : Legible.whole(arguments);
      kept += keep.length();
      uses.add(new ToolUse(id, Legible.name(call.name()), keep));
      calls.add(read);
    }
    return new Answer(
        text(reply, calls.isEmpty()),
        thinking,
        List.copyOf(uses),
        List.copyOf(calls),
        tokens(reply.usage()));
  }

  /// What a call used, as the log has it.
  static TokenUse tokens(Usage usage) {
    return new TokenUse(
        usage.inputTokens(),
        usage.outputTokens(),
        usage.cacheReadTokens(),
        usage.cacheWriteTokens(),
        usage.microDollars());
  }

  private static String text(Reply reply, boolean callsNothing) {
    StringBuilder text = new StringBuilder();
    for (Part part : reply.parts()) {
      if (part instanceof Part.Text said && !said.text().isBlank()) {
        text.append(text.isEmpty() ? "" : "\n").append(said.text());
      }
    }
    String legible = Legible.text(text.toString());
    return reply.cutOff() && callsNothing
        ? (legible + "\n(The reply was cut off here.)").strip()
        : legible;
  }

  private static Call read(ToolCall call, String id, Tools tools) {
    if (call.arguments().has(ToolCall.UNREADABLE)) {
      return faulty(call, id, "the arguments are no JSON object");
    }
    try {
      Intent intent = tools.read(call);
      return intent == null
          ? faulty(call, id, "there is no tool `" + Words.shorten(call.name()) + "`")
          : new Call(id, Tools.name(intent), intent, "", tools.warning(call));
    } catch (ToolFault fault) {
      return faulty(call, id, String.valueOf(fault.getMessage()));
    }
  }

  private static Call faulty(ToolCall call, String id, String fault) {
    return new Call(id, Legible.name(call.name()), null, Legible.whole(fault));
  }
}
