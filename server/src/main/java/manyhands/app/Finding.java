package manyhands.app;

/// What `doctor` found out about one part: whether it works, in words, and the one command that
/// mends it (empty when it works).
record Finding(String part, boolean works, String words, String remedy) {
  static Finding good(String part, String words) {
    return new Finding(part, true, words, "");
  }

  static Finding bad(String part, String words, String remedy) {
    return new Finding(part, false, words, remedy);
  }
}
