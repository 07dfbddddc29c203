package manyhands.agent;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import manyhands.desktop.Point;
import manyhands.desktop.Rectangle;
import manyhands.desktop.Screenshot;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads a tool call's arguments strictly. A whole number written as a string (`"12"`) is taken for
/// the number that it plainly is; everything else of the wrong type is a fault.
final class Arguments {

  private final ObjectNode node;
  private final @Nullable Screenshot picture;

  /// Coordinates are pixels of this picture.
  Arguments(ObjectNode node, Screenshot picture) {
    this.node = node;
    this.picture = picture;
  }

  /// For a tool that takes no coordinates.
  Arguments(ObjectNode node) {
    this.node = node;
    this.picture = null;
  }

  /// Refuses arguments that the tool does not have.
  void allow(Set<String> names) throws ToolFault {
    for (String name : node.propertyNames()) {
      if (!names.contains(name)) {
        throw new ToolFault(
            "there is no argument `"
                + Words.shorten(name)
                + "`; the tool takes "
                + (names.isEmpty() ? "none" : new TreeSet<>(names)));
      }
    }
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  String text(String name, int atMost) throws ToolFault {
    String text = anyText(name, atMost);
    if (text.isBlank()) {
      throw new ToolFault("`" + name + "` is empty");
    }
    return text;
  }

  /// A text that may be empty.
  String anyText(String name, int atMost) throws ToolFault {
    JsonNode value = node.path(name);
    if (!value.isString()) {
      throw new ToolFault(missingOr(value, name, "must be a string"));
    }
    String text = value.stringValue();
    if (text.length() > atMost) {
      throw new ToolFault(
          "`" + name + "` has " + text.length() + " characters; at most " + atMost + " are taken");
    }
    if (!Words.isWhole(text)) {
      throw new ToolFault("`" + name + "` holds half of a surrogate pair, which is no character");
    }
    return text;
  }

  List<String> texts(String name, int most, int atMost) throws ToolFault {
    JsonNode value = node.path(name);
    if (!value.isArray() || value.size() > most) {
      throw new ToolFault("`" + name + "` must be an array of at most " + most + " strings");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value) {
      if (!item.isString()
          || item.stringValue().isBlank()
          || item.stringValue().length() > atMost
          || !Words.isWhole(item.stringValue())) {
        throw new ToolFault("every item of `" + name + "` must be a string, and not an empty one");
      }
      texts.add(item.stringValue());
    }
    return texts;
  }

  int integer(String name, int least, int most) throws ToolFault {
    return integer(node, name, least, most);
  }

  private static int integer(JsonNode node, String name, int least, int most) throws ToolFault {
    return whole(node.path(name), name, least, most);
  }

  /// A value that stood in that argument, as a whole number.
  static int whole(JsonNode value, String name, int least, int most) throws ToolFault {
    BigDecimal number;
    if (value instanceof NumericNode given && !given.isNaN()) {
      number = given.decimalValue();
    } else if (value.isString() && value.stringValue().matches("[+-]?[0-9]{1,10}")) {
      number = new BigDecimal(value.stringValue());
    } else {
      throw new ToolFault(missingOr(value, name, "must be a whole number"));
    }
    // Compared before it is converted: 1e999999999 must not be written out.
    if (number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw new ToolFault("`" + name + "` must be from " + least + " to " + most);
    }
    if (number.stripTrailingZeros().scale() > 0) {
      throw new ToolFault("`" + name + "` must be a whole number");
    }
    return number.intValue();
  }

  /// A pixel of the screen, from the picture's `x` and `y`.
  Point point() throws ToolFault {
    return point(node);
  }

  /// A part of the screen, from the picture's `x`, `y`, `width` and `height`.
  Rectangle region() throws ToolFault {
    Screenshot seen = Objects.requireNonNull(picture, "a tool without coordinates");
    Point from = point();
    int x = integer("x", 0, seen.size().width() - 1);
    int y = integer("y", 0, seen.size().height() - 1);
    int width = integer("width", 1, seen.size().width() - x);
    int height = integer("height", 1, seen.size().height() - y);
    Point to = seen.toScreen(new Point(x + width, y + height));
    // The far edge lies just behind the last pixel, also when the picture was scaled.
    return new Rectangle(
        from.x(),
        from.y(),
        Math.clamp(to.x() - from.x(), 1, seen.screen().width() - from.x()),
        Math.clamp(to.y() - from.y(), 1, seen.screen().height() - from.y()));
  }

  List<Point> path(String name, int most) throws ToolFault {
    JsonNode value = node.path(name);
    if (!value.isArray() || value.size() < 2 || value.size() > most) {
      throw new ToolFault("`" + name + "` must be an array of 2 to " + most + " points {x, y}");
    }
    List<Point> path = new ArrayList<>();
    for (JsonNode item : value) {
      path.add(point(item));
    }
    return path;
  }

  private Point point(JsonNode from) throws ToolFault {
    Screenshot seen = Objects.requireNonNull(picture, "a tool without coordinates");
    int x = integer(from, "x", 0, seen.size().width() - 1);
    int y = integer(from, "y", 0, seen.size().height() - 1);
    return seen.toScreen(new Point(x, y));
  }

  private static String missingOr(JsonNode value, String name, String otherwise) {
    return value.isMissingNode() || value.isNull()
        ? "the argument `" + name + "` is missing"
        : "`" + name + "` " + otherwise;
  }
}
