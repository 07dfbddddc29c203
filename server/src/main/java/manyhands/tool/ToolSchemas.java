package manyhands.tool;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Schemas of tools' arguments as every provider takes them: one that a provider refuses would end
/// each request of each agent.
final class ToolSchemas {

  /// Two thousand tokens or so.
  static final int MAX_SCHEMA = 8_000;

  private static final int MAX_DEPTH = 24;

  /// Anthropic's words for the names of arguments.
  private static final Pattern ARGUMENT = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

  /// Providers take none of these at the top; the server itself goes by them all the same.
  private static final List<String> NOT_AT_THE_TOP =
      List.of(
          "oneOf", "anyOf", "allOf", "not", "if", "then", "else", "enum", "const", "$schema",
          "$id");

  private static final Set<String> WORDS = Set.of("description", "title", "$comment", "examples");

  /// The rules for schemas themselves, which the library has with it: nothing is fetched.
  private static final Schema RULES =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

  private ToolSchemas() {}

  /// Puts what providers take of it into `schema`; what is wrong with it, null when nothing is.
  static @Nullable String fault(@Nullable Map<String, Object> given, ObjectNode schema) {
    JsonNode read =
        given == null
            ? JsonMapper.shared().createObjectNode()
            : JsonMapper.shared().valueToTree(given);
    if (!(read instanceof ObjectNode object)) {
      return "its schema is no object";
    }
    schema.setAll(object);
    schema.remove(NOT_AT_THE_TOP);
    if (!schema.has("type")) {
      schema.put("type", "object");
    }
    if (!schema.path("type").stringValue("").equals("object")) {
      return "its schema is not of the type object";
    }
    if (!schema.has("properties")) {
      schema.putObject("properties");
    }
    if (schema.toString().length() > MAX_SCHEMA) {
      return "its schema has more than " + MAX_SCHEMA + " characters";
    }
    for (String name : schema.path("properties").propertyNames()) {
      if (!ARGUMENT.matcher(name).matches()) {
        return "an argument has a name that providers refuse";
      }
    }
    String within = within(schema, 0);
    if (within != null) {
      return within;
    }
    return RULES.validate(schema).isEmpty() ? null : "its schema is no JSON Schema";
  }

  private static @Nullable String within(JsonNode node, int depth) {
    if (depth > MAX_DEPTH) {
      return "its schema is nested too deep";
    }
    if (!node.path("$ref").stringValue("#").startsWith("#")) {
      return "its schema refers to another document";
    }
    for (JsonNode child : node) {
      String fault = within(child, depth + 1);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  /// Leaves out all words for people.
  static void silence(ObjectNode schema) {
    // A thing called `description` is an argument where it stands among the properties.
    WORDS.stream()
        .filter(word -> schema.path(word).isString() || schema.path(word).isArray())
        .toList()
        .forEach(schema::remove);
    for (JsonNode child : schema) {
      if (child instanceof ObjectNode object) {
        silence(object);
      } else if (child.isArray()) {
        child.forEach(item -> {
          if (item instanceof ObjectNode object) {
            silence(object);
          }
        });
      }
    }
  }
}
