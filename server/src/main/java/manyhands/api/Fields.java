package manyhands.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields of a JSON object that somebody sent, read strictly: an unknown name or a wrong type
/// is refused by the field's name. An absent field and `null` are the same.
record Fields(ObjectNode object, String prefix) {

  /// Refuses every field that has none of these names.
  Fields only(String... names) {
    Set<String> unknown = new TreeSet<>(object.propertyNames());
    unknown.removeAll(Set.of(names));
    if (!unknown.isEmpty()) {
      throw Refusal.badField(
          prefix + shortened(unknown.iterator().next()),
          "is not a field here; there are " + String.join(", ", names) + ".");
    }
    return this;
  }

  @Nullable String text(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      throw Refusal.badField(prefix + name, "must be a string.");
    }
    return value.stringValue();
  }

  String textOr(String name, String otherwise) {
    String value = text(name);
    return value == null ? otherwise : value;
  }

  @Nullable Integer integer(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw Refusal.badField(prefix + name, "must be a whole number.");
    }
    return value.intValue();
  }

  @Nullable Long longInteger(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw Refusal.badField(prefix + name, "must be a whole number.");
    }
    return value.longValue();
  }

  boolean flag(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return false;
    }
    if (!value.isBoolean()) {
      throw Refusal.badField(prefix + name, "must be true or false.");
    }
    return value.booleanValue();
  }

  @Nullable Duration duration(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw Refusal.badField(prefix + name, "must be a duration like PT30M.");
    }
  }

  @Nullable Fields nested(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof ObjectNode inner)) {
      throw Refusal.badField(prefix + name, "must be an object.");
    }
    return new Fields(inner, prefix + name + ".");
  }

  private @Nullable JsonNode value(String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private static String shortened(String name) {
    return name.length() <= 40 ? name : name.substring(0, 40) + "…";
  }
}
