package manyhands.desktop.rfb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;

/// Keys that are pressed one after the other, held together, and released in reverse, as in
/// `ctrl+shift+t`. A letter beside a modifier is the key, not the capital: `ctrl+S` is `ctrl+s`.
record Chord(List<Integer> keysyms) {

  /// Ten fingers.
  private static final int MOST_KEYS = 10;

  static Chord parse(String keys) {
    List<String> names = names(keys);
    if (names.size() > MOST_KEYS) {
      throw bad("\"%s\" are too many keys at once; at most 10 can be held.", keys);
    }
    List<Integer> keysyms = new ArrayList<>(names.stream().map(KeyNames::keysym).toList());
    boolean shift = keysyms.stream().anyMatch(Chord::isShift);
    boolean modified = keysyms.stream().anyMatch(Chord::isModifier);
    if (modified) {
      keysyms.replaceAll(Characters::lowered);
    }
    if (shift) {
      // a server lets go of Shift for a keysym that Shift would not produce
      keysyms.replaceAll(Characters::shifted);
    }
    return new Chord(List.copyOf(keysyms));
  }

  /// The names between the plus signs; the plus key itself is `+` at the end, or `plus`.
  private static List<String> names(String keys) {
    String text = keys.equals(" ") ? "space" : keys.strip();
    if (text.isEmpty()) {
      throw bad("No key is named%s.", "");
    }
    List<String> names = new ArrayList<>();
    if (text.equals("+") || text.endsWith("++")) {
      names.add("plus");
      text = text.substring(0, Math.max(0, text.length() - 2));
    }
    if (!text.isEmpty()) {
      List<String> parts = List.of(text.split("\\+", -1));
      if (parts.size() == 1 && KeyNames.find(text).isEmpty()) {
        parts = orJoinedByHyphens(text, parts);
      }
      if (text.toUpperCase(Locale.ROOT).startsWith("U+")) {
        parts = List.of(text);
      }
      names.addAll(0, parts.stream().map(String::strip).toList());
    }
    return names;
  }

  private static List<String> orJoinedByHyphens(String text, List<String> parts) {
    List<String> split = List.of(text.split("-", -1));
    boolean known = split.stream().allMatch(name -> KeyNames.find(name).isPresent());
    return known ? split : parts;
  }

  private static boolean isShift(int keysym) {
    return keysym == KeyNames.SHIFT || keysym == KeyNames.SHIFT + 1;
  }

  private static boolean isModifier(int keysym) {
    return keysym >= KeyNames.SHIFT && keysym <= 0xFFEE;
  }

  private static DesktopException bad(String message, String what) {
    String shown = what.length() <= 80 ? what : what.substring(0, 80) + "...";
    return new DesktopException(Code.BAD_ACTION, message.formatted(shown));
  }
}
