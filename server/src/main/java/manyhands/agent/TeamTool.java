package manyhands.agent;

import java.util.List;
import java.util.Set;
import manyhands.model.Part.ToolCall;
import manyhands.model.ToolSpec;
import org.jspecify.annotations.Nullable;

/// The tools by which an agent speaks to others, as models know them: findings for everybody, and
/// questions to the person.
final class TeamTool {

  /// About ten lines; longer findings belong in a file that the note names.
  static final int MAX_NOTE = 1_000;

  /// What a person reads before they answer.
  static final int MAX_QUESTION = 2_000;

  private TeamTool() {}

  static List<ToolSpec> specs() {
    String string = "{\"type\": \"string\"}";
    return ToolSchema.specs(
        new ToolSchema(
                "note",
                "Writes a finding on the whiteboard, for the person and for the tasks that depend"
                    + " on yours.")
            .with("text", string),
        new ToolSchema(
                "ask_human",
                "Asks the person you work for and waits for the answer, which may take an hour.")
            .with("question", string));
  }

  /// What the call means; null when it is none of these tools.
  static @Nullable Intent read(ToolCall call) throws ToolFault {
    Arguments given = new Arguments(call.arguments());
    return switch (call.name()) {
      case "note" -> {
        given.allow(Set.of("text"));
        yield new Intent.Note(given.text("text", MAX_NOTE).strip());
      }
      case "ask_human" -> {
        given.allow(Set.of("question"));
        yield new Intent.Ask(given.text("question", MAX_QUESTION).strip());
      }
      default -> null;
    };
  }
}
