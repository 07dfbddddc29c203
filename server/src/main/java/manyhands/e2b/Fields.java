package manyhands.e2b;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import manyhands.envd.ConnectCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The fields of a message in proto3's JSON: `camelCase` or `snake_case`, absent is the default.
record Fields(JsonNode node) {

  /// The message of that name; an empty one when there is none.
  Fields message(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return new Fields(Wire.object());
    }
    if (!value.isObject()) {
      throw wrong(name);
    }
    return new Fields(value);
  }

  boolean has(String name) {
    return value(name) != null;
  }

  /// Whether something is said that is not nothing: no empty list, object or text.
  boolean hasSome(String name) {
    JsonNode value = value(name);
    return value != null
        && !(value.isContainer() && value.isEmpty())
        && !"".equals(value.asString(" "));
  }

  String text(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return "";
    }
    if (!value.isString()) {
      throw wrong(name);
    }
    return plain(name, value.asString());
  }

  @Nullable String textOrNull(String name) {
    return has(name) ? text(name) : null;
  }

  boolean flag(String name, boolean absent) {
    JsonNode value = value(name);
    if (value == null) {
      return absent;
    }
    if (!value.isBoolean()) {
      throw wrong(name);
    }
    return value.asBoolean();
  }

  /// Of 0 and more; proto3 also takes digits in quotes.
  long number(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return 0;
    }
    String digits = value.isString() ? value.asString() : value.toString();
    if (!digits.matches("[0-9]{1,10}")) {
      throw wrong(name);
    }
    return Long.parseLong(digits);
  }

  List<String> texts(String name) {
    JsonNode value = value(name);
    List<String> all = new ArrayList<>();
    if (value == null) {
      return all;
    }
    if (!value.isArray()) {
      throw wrong(name);
    }
    for (JsonNode one : value) {
      if (!one.isString()) {
        throw wrong(name);
      }
      all.add(plain(name, one.asString()));
    }
    return all;
  }

  Map<String, String> map(String name) {
    JsonNode value = value(name);
    Map<String, String> all = new LinkedHashMap<>();
    if (value == null) {
      return all;
    }
    if (!value.isObject()) {
      throw wrong(name);
    }
    value
        .properties()
        .forEach(each -> {
          if (!each.getValue().isString()) {
            throw wrong(name);
          }
          all.put(plain(name, each.getKey()), plain(name, each.getValue().asString()));
        });
    return all;
  }

  byte[] bytes(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return new byte[0];
    }
    try {
      return Base64.getDecoder().decode(value.asString().replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException _) {
      throw wrong(name);
    }
  }

  private @Nullable JsonNode value(String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      value = node.get(name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
    }
    return value == null || value.isNull() ? null : value;
  }

  private static String plain(String name, String text) {
    if (text.indexOf('\0') >= 0 || hasHalfCharacter(text)) {
      throw wrong(name);
    }
    return text;
  }

  /// Half of a surrogate pair cannot be said to a program.
  static boolean hasHalfCharacter(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private static EnvdFault wrong(String name) {
    return new EnvdFault(ConnectCode.INVALID_ARGUMENT, "the field " + name + " is wrong");
  }
}
