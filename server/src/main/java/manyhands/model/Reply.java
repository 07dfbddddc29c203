package manyhands.model;

import java.util.List;

/// A model's answer: texts, thinking and tool calls in order, and what it used. One that is
/// `cutOff` ended in the middle, at the most that a reply may hold: its last call is not whole.
public record Reply(List<Part> parts, Usage usage, boolean cutOff) {

  /// One that is whole.
  public Reply(List<Part> parts, Usage usage) {
    this(parts, usage, false);
  }

  /// The same with another count of what it used.
  public Reply with(Usage other) {
    return new Reply(parts, other, cutOff);
  }

  public List<Part.ToolCall> toolCalls() {
    return parts.stream()
        .filter(Part.ToolCall.class::isInstance)
        .map(Part.ToolCall.class::cast)
        .toList();
  }
}
