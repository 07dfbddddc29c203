package manyhands.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The JSON Schema of a tool's arguments, put together one by one. A name that ends with `?` may be
/// left out.
final class Schema {

  private final Map<String, Object> properties = new LinkedHashMap<>();
  private final List<String> required = new ArrayList<>();

  Schema text(String name, String words) {
    return with(name, Map.of("type", "string", "description", words));
  }

  Schema integer(String name, int least, int most, String words) {
    return with(
        name, Map.of("type", "integer", "minimum", least, "maximum", most, "description", words));
  }

  Schema number(String name, int most, String words) {
    return with(
        name, Map.of("type", "number", "minimum", 0, "maximum", most, "description", words));
  }

  Schema flag(String name, String words) {
    return with(name, Map.of("type", "boolean", "description", words));
  }

  Schema oneOf(String name, List<String> values, String words) {
    return with(name, Map.of("type", "string", "enum", values, "description", words));
  }

  Schema texts(String name, Set<String> values, String words) {
    Map<String, Object> item = Map.of("type", "string", "enum", List.copyOf(new TreeSet<>(values)));
    return with(
        name,
        Map.of("type", "array", "items", item, "maxItems", values.size(), "description", words));
  }

  /// The names of all arguments.
  Set<String> names() {
    return properties.keySet();
  }

  Schema with(String name, Map<String, Object> schema) {
    boolean optional = name.endsWith("?");
    String plain = optional ? name.substring(0, name.length() - 1) : name;
    properties.put(plain, schema);
    if (!optional) {
      required.add(plain);
    }
    return this;
  }

  Map<String, Object> build() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", required);
    schema.put("additionalProperties", false);
    return schema;
  }
}
