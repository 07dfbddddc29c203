package manyhands.model;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A piece of a message.
public sealed interface Part {

  record Text(String text) implements Part {}

  /// Reasoning. `signature` is what the provider wants back with it unchanged, or empty.
  record Thinking(String text, String signature) implements Part {}

  record Image(byte[] bytes, String mediaType) implements Part {}

  /// The model wants a tool to run. The id is unique within the conversation.
  record ToolCall(String id, String name, ObjectNode arguments) implements Part {

    /// The only argument of a call whose arguments were no JSON object: the beginning of what they
    /// were instead.
    public static final String UNREADABLE = "unreadable_arguments";
  }

  /// What the tool answered: texts and images; `error` marks a failure that the model should read.
  record ToolResult(String callId, List<Part> content, boolean error) implements Part {}
}
