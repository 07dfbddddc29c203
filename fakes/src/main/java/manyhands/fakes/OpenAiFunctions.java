package manyhands.fakes;

import static manyhands.fakes.OpenAiError.demand;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The rules about functions that a model is offered: their names and the schemas of their
/// arguments.
final class OpenAiFunctions {

  private static final Set<String> TYPES =
      Set.of("string", "number", "integer", "boolean", "object", "array", "null");

  private OpenAiFunctions() {}

  static void check(JsonNode function, String where) {
    String name = function.path("name").stringValue("");
    demand(!name.isEmpty(), where + ".name", "Missing required parameter: '" + where + ".name'.");
    demand(
        name.matches("[a-zA-Z0-9_-]{1,64}"),
        where + ".name",
        "Invalid '" + where + ".name': string does not match pattern '^[a-zA-Z0-9_-]+$'.");
    JsonNode parameters = function.path("parameters");
    if (parameters.isMissingNode() || parameters.isNull()) {
      return;
    }
    demand(
        parameters.path("type").stringValue("").equals("object"),
        where + ".parameters",
        "Invalid schema for function '"
            + name
            + "': schema must be a JSON Schema of 'type: \"object\"', got 'type: \""
            + parameters.path("type").stringValue("None")
            + "\"'.");
    schema(parameters, name, where, function.path("strict").booleanValue(false));
  }

  private static void schema(JsonNode schema, String name, String where, boolean strict) {
    String wrong = wrong(schema, strict);
    demand(wrong.isEmpty(), where, "Invalid schema for function '" + name + "': " + wrong);
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      schema(property.getValue(), name, where, strict);
    }
    if (schema.has("items")) {
      schema(schema.path("items"), name, where, strict);
    }
  }

  private static String wrong(JsonNode schema, boolean strict) {
    if (!schema.isObject()) {
      return "a schema must be an object.";
    }
    String type = schema.path("type").stringValue("");
    if (schema.has("type") && schema.path("type").isString() && !TYPES.contains(type)) {
      return "'" + type + "' is not valid under any of the given schemas.";
    }
    if (type.equals("array") && !schema.has("items")) {
      return "array schema missing items.";
    }
    for (JsonNode required : schema.path("required")) {
      if (!schema.path("properties").has(required.stringValue(""))) {
        return "'required' names " + required + ", which is no property.";
      }
    }
    if (strict && type.equals("object")) {
      if (schema.path("additionalProperties").booleanValue(true)) {
        return "'additionalProperties' is required to be supplied and to be false.";
      }
      if (schema.path("required").size() != schema.path("properties").size()) {
        return "'required' is required to be supplied and to be an array including every key in"
            + " properties.";
      }
    }
    return "";
  }
}
