package manyhands.mcp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The arguments of one call, read strictly: whatever is missing, unknown or of the wrong kind
/// fails with a [BadArguments] that says so. A whole number written as a string is taken for the
/// number that it plainly is.
record Arguments(Map<String, Object> given) {

  private static final int SHOWN = 60;

  void allow(Set<String> known) {
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        throw new BadArguments(
            "there is no argument `"
                + shortened(name)
                + "`; the tool takes "
                + (known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known))));
      }
    }
  }

  boolean has(String name) {
    return given.get(name) != null;
  }

  String text(String name, int longest) {
    String text = anyText(name, longest);
    if (text.isEmpty()) {
      throw new BadArguments("`" + name + "` is empty");
    }
    return text;
  }

  /// A text that may be empty.
  String anyText(String name, int longest) {
    Object value = needed(name);
    if (!(value instanceof String text)) {
      throw new BadArguments("`" + name + "` must be a string");
    }
    if (text.length() > longest) {
      throw new BadArguments(
          "`%s` has %,d characters; at most %,d are taken".formatted(name, text.length(), longest));
    }
    if (!isWhole(text)) {
      throw new BadArguments(
          "`" + name + "` holds half of a surrogate pair, which is no character");
    }
    return text;
  }

  @Nullable String optionalText(String name, int longest) {
    return has(name) ? text(name, longest) : null;
  }

  int integer(String name, int least, int most) {
    Object value = needed(name);
    double exact = Double.NaN;
    if (value instanceof Number number) {
      exact = number.doubleValue();
    } else if (value instanceof String text && text.matches("[+-]?[0-9]{1,10}")) {
      exact = Double.parseDouble(text);
    }
    if (Double.isNaN(exact) || (exact != Math.rint(exact) && !Double.isInfinite(exact))) {
      throw new BadArguments("`" + name + "` must be a whole number");
    }
    if (exact < least || exact > most) {
      throw new BadArguments("`" + name + "` must be from " + least + " to " + most);
    }
    return (int) exact;
  }

  int integer(String name, int least, int most, int usual) {
    return has(name) ? integer(name, least, most) : usual;
  }

  /// From 0 on.
  double number(String name, int most) {
    if (!(needed(name) instanceof Number number)) {
      throw new BadArguments("`" + name + "` must be a number");
    }
    double exact = number.doubleValue();
    if (!(exact >= 0 && exact <= most)) {
      throw new BadArguments("`" + name + "` must be from 0 to " + most);
    }
    return exact;
  }

  boolean flag(String name, boolean usual) {
    Object value = given.get(name);
    if (value == null) {
      return usual;
    }
    if (!(value instanceof Boolean flag)) {
      throw new BadArguments("`" + name + "` must be true or false");
    }
    return flag;
  }

  <E extends Enum<E>> E one(Class<E> kind, String name, E usual) {
    if (!has(name)) {
      return usual;
    }
    String wanted = text(name, SHOWN);
    for (E value : kind.getEnumConstants()) {
      if (value.name().equalsIgnoreCase(wanted)) {
        return value;
      }
    }
    throw new BadArguments("`" + name + "` must be one of " + String.join(", ", words(kind)));
  }

  List<String> texts(String name, int most, int longest) {
    if (!has(name)) {
      return List.of();
    }
    if (!(given.get(name) instanceof List<?> list) || list.size() > most) {
      throw new BadArguments("`" + name + "` must be a list of at most " + most + " strings");
    }
    List<String> texts = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof String text) || text.length() > longest || !isWhole(text)) {
        throw new BadArguments(
            "`" + name + "` must hold strings of at most " + longest + " characters");
      }
      texts.add(text);
    }
    return List.copyOf(texts);
  }

  /// A list of objects.
  List<Arguments> objects(String name, int least, int most) {
    if (!(needed(name) instanceof List<?> list) || list.size() < least || list.size() > most) {
      throw new BadArguments(
          "`" + name + "` must be a list of " + least + " to " + most + " objects");
    }
    List<Arguments> objects = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof Map<?, ?> map)) {
        throw new BadArguments("`" + name + "` must hold objects");
      }
      Map<String, Object> fields = new LinkedHashMap<>();
      map.forEach((key, value) -> fields.put(String.valueOf(key), value));
      objects.add(new Arguments(fields));
    }
    return objects;
  }

  private Object needed(String name) {
    Object value = given.get(name);
    if (value == null) {
      throw new BadArguments("`" + name + "` is missing");
    }
    return value;
  }

  private static boolean isWhole(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  static String shortened(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }

  static List<String> words(Class<? extends Enum<?>> kind) {
    return Arrays.stream(kind.getEnumConstants())
        .map(it -> it.name().toLowerCase(Locale.ROOT))
        .toList();
  }
}
