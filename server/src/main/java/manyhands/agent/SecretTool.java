package manyhands.agent;

import java.util.Set;
import manyhands.desktop.Action;
import manyhands.desktop.Action.SecretPart;
import manyhands.model.Part.ToolCall;
import manyhands.model.ToolSpec;
import org.jspecify.annotations.Nullable;

/// The tool by which an agent has a secret typed that it knows by name only.
final class SecretTool {

  static final String NAME = "type_secret";

  private static final int MAX_NAME = 64;

  private SecretTool() {}

  static ToolSpec spec() {
    return new ToolSchema(
            NAME,
            "Types a secret of the person by its name into the focused field: its value, or its"
                + " one-time code.")
        .with("name", "{\"type\": \"string\"}")
        .with("what?", "{\"enum\": [\"value\", \"code\"]}")
        .spec();
  }

  /// What the call means; null when it is not this tool.
  static @Nullable Intent read(ToolCall call) throws ToolFault {
    if (!call.name().equals(NAME)) {
      return null;
    }
    Arguments given = new Arguments(call.arguments());
    given.allow(Set.of("name", "what"));
    String name = given.text("name", MAX_NAME).strip();
    String what = given.has("what") ? given.text("what", MAX_NAME) : "value";
    return switch (what) {
      case "value" -> typed(name, SecretPart.VALUE, "Typed the secret " + Words.shorten(name));
      case "code" -> typed(name, SecretPart.CODE, "Typed the code of " + Words.shorten(name));
      default -> throw new ToolFault("`what` must be one of: value, code");
    };
  }

  private static Intent typed(String name, SecretPart what, String words) {
    return new Intent.Act(new Action.TypeSecret(name, what), ComputerTool.AFTER_TYPING, words);
  }
}
