package manyhands.desktop;

/// A part of the screen in pixels: `x, y` is its first pixel; an empty one has no width or height.
public record Rectangle(int x, int y, int width, int height) {

  public boolean isEmpty() {
    return width <= 0 || height <= 0;
  }

  public boolean contains(int px, int py) {
    return px >= x && py >= y && px < x + width && py < y + height;
  }

  public boolean intersects(Rectangle other) {
    return !intersection(other).isEmpty();
  }

  /// The pixels that both have; empty when there are none.
  public Rectangle intersection(Rectangle other) {
    int left = Math.max(x, other.x);
    int top = Math.max(y, other.y);
    int right = Math.min(x + width, other.x + other.width);
    int bottom = Math.min(y + height, other.y + other.height);
    return new Rectangle(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }

  /// The smallest rectangle that covers both.
  public Rectangle union(Rectangle other) {
    if (isEmpty()) {
      return other;
    }
    if (other.isEmpty()) {
      return this;
    }
    int left = Math.min(x, other.x);
    int top = Math.min(y, other.y);
    int right = Math.max(x + width, other.x + other.width);
    int bottom = Math.max(y + height, other.y + other.height);
    return new Rectangle(left, top, right - left, bottom - top);
  }

  @Override
  public String toString() {
    return width + "x" + height + "+" + x + "+" + y;
  }
}
