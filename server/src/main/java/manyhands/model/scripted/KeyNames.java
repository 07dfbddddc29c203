package manyhands.model.scripted;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The names that people use for keys, as `press_key` takes them.
final class KeyNames {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("control", "ctrl"),
          Map.entry("strg", "ctrl"),
          Map.entry("ctrl", "ctrl"),
          Map.entry("alt", "alt"),
          Map.entry("shift", "shift"),
          Map.entry("super", "super"),
          Map.entry("win", "super"),
          Map.entry("windows", "super"),
          Map.entry("enter", "Return"),
          Map.entry("return", "Return"),
          Map.entry("esc", "Escape"),
          Map.entry("escape", "Escape"),
          Map.entry("del", "Delete"),
          Map.entry("delete", "Delete"),
          Map.entry("ins", "Insert"),
          Map.entry("insert", "Insert"),
          Map.entry("backspace", "BackSpace"),
          Map.entry("tab", "Tab"),
          Map.entry("space", "space"),
          Map.entry("spacebar", "space"),
          Map.entry("home", "Home"),
          Map.entry("end", "End"),
          Map.entry("up", "Up"),
          Map.entry("down", "Down"),
          Map.entry("left", "Left"),
          Map.entry("right", "Right"),
          Map.entry("pageup", "Page_Up"),
          Map.entry("pagedown", "Page_Down"),
          Map.entry("plus", "plus"));

  private KeyNames() {}

  /// `Ctrl + Shift + T` is `ctrl+shift+t`; names that are not known stay as they are.
  static String of(String words) {
    String plain = words.strip();
    if (plain.length() == 1) {
      return plain;
    }
    String[] keys = plain.split("\\s*\\+\\s*");
    return Arrays.stream(keys)
        .map(key -> one(key.strip(), keys.length > 1))
        .collect(Collectors.joining("+"));
  }

  private static String one(String key, boolean inChord) {
    String simple = key.toLowerCase(Locale.ROOT).replaceAll("arrow|[\\s_-]", "");
    String known = NAMES.get(simple);
    if (known != null) {
      return known;
    }
    if (simple.matches("f\\d{1,2}")) {
      return simple.toUpperCase(Locale.ROOT);
    }
    // `Ctrl+S` means the key, not the capital letter.
    return inChord && key.length() == 1 ? simple : key;
  }
}
