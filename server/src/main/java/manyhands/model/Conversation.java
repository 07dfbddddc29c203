package manyhands.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything a model is given: instructions, the tools it may call and what was said so far.
/// Messages alternate, starting with the user's; every tool call is answered by a result in the
/// next message. `screen` is the size of the pictures of the desktop that the model works at, for a
/// provider with a computer tool of its own; null when there is none.
///
/// So many of the first messages, `rewritten`, were sent otherwise before (older pictures have
/// given way to a word): thoughts among them belong to a conversation that some providers know no
/// more.
public record Conversation(
    String system,
    List<ToolSpec> tools,
    List<Message> messages,
    @Nullable Screen screen,
    int rewritten) {

  /// In pixels.
  public record Screen(int width, int height) {}

  /// Sent as it always was.
  public Conversation(
      String system, List<ToolSpec> tools, List<Message> messages, @Nullable Screen screen) {
    this(system, tools, messages, screen, 0);
  }

  /// Without a desktop.
  public Conversation(String system, List<ToolSpec> tools, List<Message> messages) {
    this(system, tools, messages, null);
  }
}
