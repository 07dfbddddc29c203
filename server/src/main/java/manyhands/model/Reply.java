package manyhands.model;

import java.util.List;

/// A model's answer: texts, thinking and tool calls in order, and what it used.
public record Reply(List<Part> parts, Usage usage) {

  public List<Part.ToolCall> toolCalls() {
    return parts.stream()
        .filter(Part.ToolCall.class::isInstance)
        .map(Part.ToolCall.class::cast)
        .toList();
  }
}
