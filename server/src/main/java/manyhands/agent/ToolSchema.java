package manyhands.agent;

import java.util.List;
import manyhands.model.ToolSpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Builds the JSON Schema of one tool.
final class ToolSchema {

  private final String name;
  private final String description;
  private final ObjectNode properties = JsonMapper.shared().createObjectNode();
  private final ArrayNode required = JsonMapper.shared().createArrayNode();

  ToolSchema(String name, String description) {
    this.name = name;
    this.description = description;
  }

  /// Adds an argument, its schema given as JSON; `name?` is an optional one.
  ToolSchema with(String argument, String schema) {
    boolean optional = argument.endsWith("?");
    String plain = optional ? argument.substring(0, argument.length() - 1) : argument;
    properties.set(plain, JsonMapper.shared().readTree(schema));
    if (!optional) {
      required.add(plain);
    }
    return this;
  }

  ToolSchema at() {
    return with("x", "{\"type\": \"integer\", \"minimum\": 0}")
        .with("y", "{\"type\": \"integer\", \"minimum\": 0}");
  }

  ToolSchema modifiers() {
    return with(
        "modifiers?",
        """
        {"type": "array", "items": {"enum": ["shift", "ctrl", "alt", "super"]},
         "description": "keys held down meanwhile"}\
        """);
  }

  ToolSpec spec() {
    ObjectNode schema = JsonMapper.shared().createObjectNode();
    schema.put("type", "object");
    schema.set("properties", properties);
    schema.set("required", required);
    schema.put("additionalProperties", false);
    return new ToolSpec(name, description, schema);
  }

  static List<ToolSpec> specs(ToolSchema... tools) {
    return List.of(tools).stream().map(ToolSchema::spec).toList();
  }
}
