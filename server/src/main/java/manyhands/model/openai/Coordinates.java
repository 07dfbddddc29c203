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

  private static final Set<String> ACROSS = Set.of("x");
  private static final Set<String> DOWN = Set.of("y");

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
        if (!(value instanceof NumericNode number) || number.isNaN()) {
          change(value, screen, toPixels);
        } else if (ACROSS.contains(name)) {
          set(object, name, number.doubleValue(), screen.width() - 1, toPixels);
        } else if (DOWN.contains(name)) {
          set(object, name, number.doubleValue(), screen.height() - 1, toPixels);
        }
      }
    }
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
