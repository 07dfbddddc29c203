package manyhands.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The settings of one entry of `mcpServers`, read strictly.
final class ServerEntry {

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{(?:env:)?([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\\}");

  /// What is called so is a key that nobody is to see; a folder or a level of detail is none.
  private static final Pattern KEY =
      Pattern.compile(
          "(?i).*(key|token|secret|passw|auth|credential|cookie|private|session|pat$).*");

  private final Settings settings;
  private final Path file;
  private final String name;
  private final JsonNode json;
  private final List<String> keys = new ArrayList<>();

  ServerEntry(Settings settings, Path file, String name, JsonNode json) {
    this.settings = settings;
    this.file = file;
    this.name = name;
    this.json = json;
  }

  Trouble trouble(String why) {
    return new Trouble("%s, server \"%s\": %s.".formatted(file, Clean.line(name, 60), why));
  }

  String name() {
    return name;
  }

  /// The values read so far that are keys.
  List<String> keys() {
    return List.copyOf(keys);
  }

  boolean has(String key) {
    return json.has(key);
  }

  JsonNode get(String key) {
    return json.path(key);
  }

  /// Refuses what is no object, or has a setting that is not known.
  void allow(Set<String> known) {
    if (!(json instanceof ObjectNode object)) {
      throw trouble("it should be an object with `command` or `url`");
    }
    for (String key : object.propertyNames()) {
      if (!known.contains(key)) {
        throw trouble(
            "there is no setting `%s`; there is: %s"
                .formatted(Clean.line(key, 60), String.join(", ", new TreeSet<>(known))));
      }
    }
  }

  @Nullable Set<String> names(String key) {
    return json.has(key) ? Set.copyOf(new TreeSet<>(list(key))) : null;
  }

  boolean flag(String key) {
    JsonNode value = json.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw trouble("`" + key + "` is true or false");
    }
    return value.booleanValue(false);
  }

  @Nullable String text(String key) {
    JsonNode value = json.path(key);
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isString()) {
      throw trouble("`" + key + "` is a text");
    }
    return value.stringValue();
  }

  List<String> list(String key) {
    List<String> items = new ArrayList<>();
    JsonNode value = json.path(key);
    if (!value.isMissingNode() && !value.isArray()) {
      throw trouble("`" + key + "` is a list of texts");
    }
    for (JsonNode item : value) {
      if (!item.isString()) {
        throw trouble("`" + key + "` is a list of texts");
      }
      items.add(item.stringValue());
    }
    return items;
  }

  Map<String, String> texts(String key) {
    Map<String, String> values = new LinkedHashMap<>();
    JsonNode value = json.path(key);
    if (!value.isMissingNode() && !(value instanceof ObjectNode)) {
      throw trouble("`" + key + "` is an object of texts");
    }
    value
        .properties()
        .forEach(entry -> {
          if (!entry.getValue().isString()) {
            throw trouble("`%s` of `%s` is a text".formatted(Clean.line(entry.getKey(), 60), key));
          }
          String text = expanded(key, entry.getValue().stringValue());
          values.put(entry.getKey(), text);
          if (KEY.matcher(entry.getKey()).matches()) {
            keys.add(text);
          }
        });
    return Map.copyOf(values);
  }

  /// `${NAME}` is what the environment or `.env` says, `${NAME:-WORDS}` has words for when it says
  /// nothing.
  String expanded(String key, @Nullable String text) {
    return VARIABLE
        .matcher(text == null ? "" : text)
        .replaceAll(found -> {
          String value = settings.variable(found.group(1));
          if (value.isEmpty() && found.group(2) == null) {
            throw trouble(
                "`%s` needs the variable %s, which is not set: put it into the environment or"
                        .formatted(key, found.group(1))
                    + " into .env");
          }
          if (!value.isEmpty() && KEY.matcher(found.group(1)).matches()) {
            keys.add(value);
          }
          return Matcher.quoteReplacement(value.isEmpty() ? found.group(2) : value);
        });
  }
}
