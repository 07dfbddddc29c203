package manyhands.model.openai;

import java.util.Set;
import manyhands.model.Conversation.Screen;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;

/// How a model says where on a picture something is. Models of the Qwen and Gemini families answer
/// in thousandths whatever they are told, some others in fractions of the edge.
public enum Coordinates {
  /// Pixels of the picture.
  PIXELS(0),
  /// 0 to 1000 along each edge.
  THOUSANDTHS(1_000),
  /// 0 to 1 along each edge.
  FRACTIONS(1);

  private static final Set<String> ACROSS = Set.of("x", "width");
  private static final Set<String> DOWN = Set.of("y", "height");

  private final double edge;

  Coordinates(double edge) {
    this.edge = edge;
  }

  /// What the model said, in pixels.
  ObjectNode toPixels(ObjectNode arguments, @Nullable Screen screen) {
    return this == PIXELS || screen == null ? arguments : changed(arguments, screen, true);
  }

  /// What the log says, as the model had said it.
  ObjectNode fromPixels(ObjectNode arguments, @Nullable Screen screen) {
    return this == PIXELS || screen == null ? arguments : changed(arguments, screen, false);
  }

  /// The schema of a tool's arguments, with coordinates as the model is to say them.
  ObjectNode schema(ObjectNode schema) {
    if (this == PIXELS) {
      return schema;
    }
    ObjectNode copy = schema.deepCopy();
    describe(copy);
    return copy;
  }

  private void describe(JsonNode node) {
    if (node.path("properties") instanceof ObjectNode properties) {
      for (String name : properties.propertyNames()) {
        if (ACROSS.contains(name) || DOWN.contains(name)) {
          properties
              .putObject(name)
              .put("type", edge > 1 ? "integer" : "number")
              .put("minimum", 0)
              .put("maximum", (int) edge);
        } else {
          describe(properties.path(name));
        }
      }
    }
    if (node.path("items").isObject()) {
      describe(node.path("items"));
    }
  }

  /// How the model is told to say where something is.
  String words(Screen screen) {
    String size = screen.width() + " x " + screen.height() + " pixels";
    return switch (this) {
      case PIXELS ->
          "Pictures of the screen have "
              + size
              + "; x and y are pixels of them, from the upper"
              + " left corner.";
      case THOUSANDTHS ->
          "Say x and y in thousandths of the picture's width and height, from 0 to 1000, not in"
              + " pixels.";
      case FRACTIONS ->
          "Say x and y as fractions of the picture's width and height, from 0 to 1, not in pixels.";
    };
  }

  private ObjectNode changed(ObjectNode arguments, Screen screen, boolean toPixels) {
    ObjectNode copy = arguments.deepCopy();
    change(copy, screen, toPixels);
    return copy;
  }

  private void change(JsonNode node, Screen screen, boolean toPixels) {
    if (node instanceof ArrayNode list) {
      list.forEach(item -> change(item, screen, toPixels));
    } else if (node instanceof ObjectNode object) {
      for (String name : object.propertyNames()) {
        JsonNode value = object.get(name);
        double number = number(value);
        if (Double.isNaN(number)) {
          change(value, screen, toPixels);
        } else if (ACROSS.contains(name)) {
          set(object, name, number, screen.width() - 1, toPixels);
        } else if (DOWN.contains(name)) {
          set(object, name, number, screen.height() - 1, toPixels);
        }
      }
    }
  }

  /// Also of a number that is written as a text.
  private static double number(JsonNode value) {
    if (value instanceof NumericNode number) {
      return number.doubleValue();
    }
    String text = value.stringValue("").strip();
    return text.matches("[+-]?\\d{1,9}(\\.\\d{1,9})?") ? Double.parseDouble(text) : Double.NaN;
  }

  /// What is outside stays outside, so that the model is told.
  private void set(ObjectNode object, String name, double value, int last, boolean toPixels) {
    double to = toPixels ? value / edge * last : value / last * edge;
    if (toPixels || edge > 1) {
      object.put(name, Math.round(to));
    } else {
      object.put(name, Math.round(to * 10_000) / 10_000.0);
    }
  }
}
