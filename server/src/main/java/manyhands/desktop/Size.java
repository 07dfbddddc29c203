package manyhands.desktop;

/// Width and height in pixels, both at least 1.
public record Size(int width, int height) {

  public Size {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a size is at least 1x1, not " + width + "x" + height);
    }
  }

  public Rectangle bounds() {
    return new Rectangle(0, 0, width, height);
  }

  /// The largest size within `most` that keeps these proportions; never larger than this.
  public Size within(Size most) {
    double ratio = Math.min((double) most.width / width, (double) most.height / height);
    if (ratio >= 1) {
      return this;
    }
    return new Size(
        Math.clamp(Math.round(width * ratio), 1, most.width),
        Math.clamp(Math.round(height * ratio), 1, most.height));
  }

  public boolean contains(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height;
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
