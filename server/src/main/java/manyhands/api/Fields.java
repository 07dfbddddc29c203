package manyhands.api;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
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

  boolean has(String name) {
    return value(name) != null;
  }

  @Nullable BigDecimal decimal(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isNumber()) {
      throw Refusal.badField(prefix + name, "must be a number.");
    }
    return value.decimalValue();
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

  /// A flag that must be there.
  boolean answer(String name) {
    if (value(name) == null) {
      throw Refusal.badField(prefix + name, "is missing: it must be true or false.");
    }
    return flag(name);
  }

  /// The objects of a list that must be there.
  List<Fields> list(String name) {
    if (!(value(name) instanceof ArrayNode list)) {
      throw Refusal.badField(prefix + name, "must be a list of objects.");
    }
    List<Fields> items = new ArrayList<>();
    for (JsonNode item : list) {
      String place = prefix + name + "[" + items.size() + "]";
      if (!(item instanceof ObjectNode inner)) {
        throw Refusal.badField(place, "must be an object.");
      }
      items.add(new Fields(inner, place + "."));
    }
    return items;
  }

  /// The strings of a list; none when there is no list.
  List<String> texts(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof ArrayNode list)
        || list.valueStream().anyMatch(item -> !item.isString())) {
      throw Refusal.badField(prefix + name, "must be a list of strings.");
    }
    return list.valueStream().map(JsonNode::stringValue).toList();
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
