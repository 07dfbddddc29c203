package manyhands.app;

/// Sizes as people read them.
final class Bytes {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

  private Bytes() {}

  static String words(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    double size = bytes;
    int unit = -1;
    while (size >= 999.5 && unit < UNITS.length - 1) {
      size /= 1_000;
      unit++;
    }
    return "%.1f %s".formatted(size, UNITS[unit]);
  }
}
