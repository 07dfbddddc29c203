package manyhands.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import manyhands.event.Entry;
import manyhands.secret.GivenSecret;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON Schemas of the records that travel, read from the records themselves.
final class Schemas {
  private static final Set<Class<?>> WHOLE_NUMBERS =
      Set.of(int.class, long.class, Integer.class, Long.class);
  private static final Map<Class<?>, String> FORMATS =
      Map.of(Instant.class, "date-time", Duration.class, "duration");

  private final Map<String, ObjectNode> named = new TreeMap<>();

  ObjectNode all() {
    ObjectNode all = Json.MAPPER.createObjectNode();
    named.forEach(all::set);
    return all;
  }

  /// A reference to a type's schema, or the schema itself where it is short.
  ObjectNode of(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return listOf(of(list.getActualTypeArguments()[0]));
    }
    if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
      ObjectNode object = type("object");
      object.set("additionalProperties", of(map.getActualTypeArguments()[1]));
      return object;
    }
    if (type == GivenSecret.class) {
      ObjectNode either = Json.MAPPER.createObjectNode();
      either.putArray("oneOf").add(type("string")).add(reference(GivenSecret.class));
      return either;
    }
    Class<?> raw = (Class<?>) type;
    if (FORMATS.containsKey(raw)) {
      return type("string").put("format", FORMATS.get(raw));
    }
    if (WHOLE_NUMBERS.contains(raw)) {
      return type("integer");
    }
    if (raw == double.class || raw == Double.class) {
      return type("number");
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return type("boolean");
    }
    if (raw.isEnum()) {
      return words(raw);
    }
    if (raw == String.class || isWord(raw)) {
      return type("string");
    }
    return reference(raw);
  }

  static ObjectNode type(String name) {
    return Json.MAPPER.createObjectNode().put("type", name);
  }

  static ObjectNode listOf(ObjectNode items) {
    ObjectNode list = type("array");
    list.set("items", items);
    return list;
  }

  private ObjectNode reference(Class<?> type) {
    String name = type.getSimpleName();
    if (!named.containsKey(name)) {
      // A place first: a type may refer to itself.
      named.put(name, type("object"));
      named.put(name, describe(type));
    }
    return Json.MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + name);
  }

  private ObjectNode describe(Class<?> type) {
    if (type == Entry.class) {
      return entry();
    }
    JsonSubTypes cases = type.getAnnotation(JsonSubTypes.class);
    if (cases != null) {
      ObjectNode choice = Json.MAPPER.createObjectNode();
      ArrayNode oneOf = choice.putArray("oneOf");
      for (JsonSubTypes.Type each : cases.value()) {
        ObjectNode object = object(each.value());
        ((ObjectNode) object.get("properties")).putObject("type").put("const", each.name());
        ((ArrayNode) object.get("required")).add("type");
        oneOf.add(object);
      }
      return choice;
    }
    return object(type);
  }

  private ObjectNode object(Class<?> type) {
    ObjectNode object = type("object");
    ObjectNode properties = object.putObject("properties");
    ArrayNode required = object.putArray("required");
    for (RecordComponent component : type.getRecordComponents()) {
      properties.set(component.getName(), of(component.getGenericType()));
      boolean optional =
          component.getAnnotatedType().isAnnotationPresent(Nullable.class)
              || component.getType() == boolean.class
              || component.getType() == Map.class
              || component.getName().equals("button")
              || component.getName().equals("modifiers");
      if (!optional) {
        required.add(component.getName());
      }
    }
    return object;
  }

  private static ObjectNode entry() {
    ObjectNode entry = type("object");
    ObjectNode properties = entry.putObject("properties");
    properties.set("seq", type("integer"));
    properties.set("at", type("string").put("format", "date-time"));
    properties.set("sessionId", type("string"));
    properties.set("type", type("string"));
    entry.put("description", "One fact; its other fields depend on its type.");
    return entry;
  }

  private static ObjectNode words(Class<?> type) {
    ObjectNode words = type("string");
    ArrayNode list = words.putArray("enum");
    for (Object each : type.getEnumConstants()) {
      list.add(Json.MAPPER.valueToTree(each));
    }
    return words;
  }

  /// An id: a record that is written as its one value.
  private static boolean isWord(Class<?> type) {
    return type.isRecord()
        && type.getRecordComponents().length == 1
        && type.getRecordComponents()[0].isAnnotationPresent(JsonValue.class);
  }
}
