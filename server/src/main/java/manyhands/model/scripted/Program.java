package manyhands.model.scripted;

import java.util.Locale;

/// A program of our desktops: its name, the key that opens it, and the class of its windows, as a
/// regular expression.
enum Program {
  TERMINAL("terminal", "super+t", "xterm|.*terminal.*"),
  EDITOR("text editor", "super+e", "l3afpad|leafpad|mousepad|.*editor.*"),
  FILES("file manager", "super+f", "pcmanfm|thunar"),
  BROWSER("browser", "super+b", "chrom.*|.*firefox.*");

  private final String words;
  private final String keys;
  private final String windowClass;

  Program(String words, String keys, String windowClass) {
    this.words = words;
    this.keys = keys;
    this.windowClass = windowClass;
  }

  String words() {
    return words;
  }

  String keys() {
    return keys;
  }

  boolean owns(Window window) {
    return window.windowClass().toLowerCase(Locale.ROOT).matches(windowClass);
  }
}
