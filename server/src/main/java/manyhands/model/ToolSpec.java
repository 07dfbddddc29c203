package manyhands.model;

import tools.jackson.databind.node.ObjectNode;

/// A tool that a model may call: its name, what it does, and the JSON Schema of its arguments.
public record ToolSpec(String name, String description, ObjectNode schema) {}
