package manyhands.desktop.rfb;

import manyhands.desktop.Size;

/// How large a screen or a pointer may be before it is a threat rather than a screen.
final class ScreenBounds {

  /// Twice a 4K screen each way.
  static final int LARGEST_SIDE = 8192;

  /// Room for a 5K screen; the two copies that are kept of it then take 128 MiB.
  static final int MOST_PIXELS = 16 << 20;

  /// Pointers of real systems are 24 to 256 pixels wide.
  static final int LARGEST_POINTER = 1024;

  private ScreenBounds() {}

  /// The size of a screen, once it is known to be bearable.
  static Size screen(int width, int height) {
    if (width < 1 || height < 1) {
      throw Violation.of("a screen of " + width + "x" + height);
    }
    if (width > LARGEST_SIDE || height > LARGEST_SIDE || width * height > MOST_PIXELS) {
      throw Violation.tooLarge("a screen of " + width + "x" + height + " pixels");
    }
    return new Size(width, height);
  }
}
