package manyhands.event;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import manyhands.desktop.Action;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The JSON form of facts: `{"seq": 1, "at": "2026-01-31T10:15:00.123Z", "sessionId": "s1", "type":
/// "task:created", ...}`. Reading takes what any version wrote: unknown fields are passed over,
/// absent ones get their default, and a fact that makes no sense here becomes [Event.Unrecognized].
/// Golden examples of every fact are in `contract/`.
public final class EventJson {

  /// Writes records in the order of their components and instants as ISO 8601.
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
          // What a record can answer about itself is no part of it.
          .changeDefaultVisibility(v -> v.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
          .withConfigOverride(
              List.class, o -> o.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .withConfigOverride(
              Map.class, o -> o.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .build();

  private static final JsonMapper STRICT =
      MAPPER
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  /// Actions with a mouse button; it is the left one when none is named.
  private static final Set<String> WITH_BUTTON =
      Set.of("click", "double_click", "triple_click", "mouse_down", "mouse_up", "drag");

  private static final Map<Class<?>, String> TYPES =
      Arrays.stream(table())
          .collect(Collectors.toUnmodifiableMap(JsonSubTypes.Type::value, JsonSubTypes.Type::name));

  private static final Map<String, Class<?>> CLASSES =
      TYPES.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

  private EventJson() {}

  /// The wire name of a fact: the name of the Socket.IO event.
  public static String type(Event event) {
    return event instanceof Event.Unrecognized unrecognized
        ? unrecognized.type()
        : Objects.requireNonNull(TYPES.get(event.getClass()));
  }

  /// Every wire name.
  public static List<String> types() {
    return Arrays.stream(table()).map(JsonSubTypes.Type::name).toList();
  }

  /// The whole entry as it goes over the wire.
  public static ObjectNode toJson(Entry entry) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("seq", entry.seq());
    node.put("at", entry.at().toString());
    node.put("sessionId", entry.session().value());
    node.setAll(event(entry.event()));
    return node;
  }

  /// Reads an entry back from its wire form.
  public static Entry fromJson(JsonNode node) {
    return new Entry(
        node.required("seq").asLong(),
        Instant.parse(node.required("at").asString()),
        new SessionId(node.required("sessionId").asString()),
        decode(node.required("type").asString(), node.toString()));
  }

  /// A fact alone, with its type, as it is stored.
  static String encode(Event event) {
    return event(event).toString();
  }

  /// Reads a stored fact back; fails with `CORRUPT` only when it is no JSON object.
  static Event decode(String type, String json) {
    Class<?> known = CLASSES.get(type);
    return known == null ? new Event.Unrecognized(type, json) : known(type, json);
  }

  private static Event known(String type, String json) {
    try {
      return MAPPER.readValue(json, Event.class);
    } catch (JacksonException ignored) {
      // A component whose form a newer version changed; the bytes are intact, so nothing is lost.
      return new Event.Unrecognized(type, json);
    }
  }

  /// Reads an action that somebody wants performed; unlike a stored fact it must be complete, but
  /// for the left button, no modifiers and a key pressed once. Fails with an
  /// IllegalArgumentException that says what is wrong.
  public static Action action(JsonNode node) {
    try {
      return STRICT.treeToValue(usual(node), Action.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not an action: " + e.getOriginalMessage(), e);
    }
  }

  private static JsonNode usual(JsonNode node) {
    if (!(node instanceof ObjectNode given)) {
      return node;
    }
    String type = node.path("type").asString("");
    if (WITH_BUTTON.contains(type) && !node.hasNonNull("button")) {
      return given.deepCopy().put("button", "left");
    }
    return type.equals("press") && !node.hasNonNull("times")
        ? given.deepCopy().put("times", 1)
        : node;
  }

  private static ObjectNode event(Event event) {
    if (event instanceof Event.Unrecognized unrecognized) {
      return (ObjectNode) MAPPER.readTree(unrecognized.json());
    }
    return MAPPER.valueToTree(event);
  }

  private static JsonSubTypes.Type[] table() {
    return Facts.class.getAnnotation(JsonSubTypes.class).value();
  }
}
