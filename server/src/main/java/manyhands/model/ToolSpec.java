package manyhands.model;

import tools.jackson.databind.node.ObjectNode;

/// A tool that a model may call: its name, what it does, and the JSON Schema of its arguments.
public record ToolSpec(String name, String description, ObjectNode schema) {

  /// Stands between the name of another server and that of its tool: `SERVER__TOOL`. No tool of our
  /// own has it in its name, so none can be mistaken for one.
  public static final String SEPARATOR = "__";

  /// Whether a tool of that name is another server's.
  public static boolean isOfOthers(String name) {
    return name.contains(SEPARATOR);
  }
}
