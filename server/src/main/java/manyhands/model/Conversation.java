package manyhands.model;

import java.util.List;

/// Everything a model is given: instructions, the tools it may call and what was said so far.
/// Messages alternate, starting with the user's; every tool call is answered by a result in the
/// next message.
public record Conversation(String system, List<ToolSpec> tools, List<Message> messages) {}
