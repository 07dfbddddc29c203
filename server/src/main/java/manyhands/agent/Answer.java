package manyhands.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import manyhands.event.Event.Thought;
import manyhands.event.Event.TokenUse;
import manyhands.event.Event.ToolUse;
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

  /// What a reply may say at most; the log and the conversation keep it for ever.
  static final int MAX_TEXT = 100_000;

  static final int MAX_ARGUMENTS = 250_000;

  /// More calls than this were not decided on one picture.
  static final int MAX_CALLS = 32;

  private static final int MAX_NAME = 100;

  /// One call: its meaning, or what is wrong with it.
  record Call(String id, String tool, @Nullable Intent intent, String fault) {}

  boolean isFaulty() {
    return calls.stream().anyMatch(call -> call.intent() == null);
  }

  /// Reads a reply to a step. `known` are the ids of the conversation so far; `tools` know what the
  /// calls mean.
  static Answer of(Reply reply, int step, Set<String> known, Tools tools) {
    StringBuilder text = new StringBuilder();
    List<Thought> thinking = new ArrayList<>();
    for (Part part : reply.parts()) {
      if (part instanceof Part.Text said && !said.text().isBlank()) {
        text.append(text.isEmpty() ? "" : "\n").append(said.text());
      } else if (part instanceof Part.Thinking thought) {
        thinking.add(new Thought(Words.cut(thought.text(), MAX_TEXT), thought.signature()));
      }
    }
    List<ToolUse> uses = new ArrayList<>();
    List<Call> calls = new ArrayList<>();
    Set<String> ids = new HashSet<>(known);
    int all = reply.toolCalls().size();
    for (ToolCall call : reply.toolCalls().subList(0, Math.min(all, MAX_CALLS))) {
      boolean fresh = !call.id().isBlank() && ids.add(call.id());
      String id = fresh ? call.id() : "call-" + step + "-" + (uses.size() + 1);
      ids.add(id);
      String name = Words.cut(call.name(), MAX_NAME);
      String arguments = JsonMapper.shared().writeValueAsString(call.arguments());
      boolean tooLong = arguments.length() > MAX_ARGUMENTS;
      uses.add(new ToolUse(id, name, tooLong ? "{}" : arguments));
      String fault = "";
      if (all > MAX_CALLS) {
        fault = all + " calls in one reply; at most " + MAX_CALLS + " are taken";
      } else if (!fresh) {
        fault = "the id of this call was missing or used before";
      } else if (tooLong) {
        fault = "the arguments have " + arguments.length() + " characters; that is too long";
      }
      calls.add(fault.isEmpty() ? read(call, id, tools) : new Call(id, name, null, fault));
    }
    return new Answer(
        Words.cut(text.toString(), MAX_TEXT),
        List.copyOf(thinking),
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

  private static Call read(ToolCall call, String id, Tools tools) {
    try {
      Intent intent = tools.read(call);
      if (intent == null) {
        throw new ToolFault("there is no tool `" + Words.cut(call.name(), MAX_NAME) + "`");
      }
      return new Call(id, Tools.name(intent), intent, "");
    } catch (ToolFault fault) {
      return new Call(id, call.name(), null, String.valueOf(fault.getMessage()));
    }
  }
}
