package manyhands.desktop.rfb;

import java.util.Optional;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;

/// Characters as X keysyms: Latin-1 as itself, all others as `0x01000000` + code point.
final class Characters {

  /// More than a person would type and a minute or so of typing; files go another way.
  static final int LONGEST_TEXT = 20_000;

  private static final int UNICODE = 0x01000000;

  private static final String PLAIN = "`1234567890-=[]\\;',./";
  private static final String SHIFTED = "~!@#$%^&*()_+{}|:\"<>?";

  private Characters() {}

  /// Empty for what no key can type: control characters, half of a surrogate pair.
  static Optional<Integer> keysym(int codePoint) {
    if (!Character.isValidCodePoint(codePoint)
        || Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.SURROGATE) {
      return Optional.empty();
    }
    return Optional.of(codePoint <= 0xFF ? codePoint : UNICODE | codePoint);
  }

  /// The keys that type a text; a line feed is Return, a tab Tab. Fails with `BAD_ACTION` when the
  /// text is too long or holds what no key can type.
  static int[] keysyms(String text) {
    String lines = text.replace("\r\n", "\n");
    if (lines.length() > LONGEST_TEXT) {
      throw new DesktopException(
          Code.BAD_ACTION,
          "The text is too long to be typed: "
              + lines.length()
              + " characters, at most "
              + LONGEST_TEXT
              + " at once. Type it in parts, or write a file.");
    }
    return lines.codePoints().map(Characters::key).toArray();
  }

  /// What the key that has this character shows when Shift is held, on a US keyboard.
  static int shifted(int keysym) {
    if (keysym <= 0xFF) {
      int place = PLAIN.indexOf(keysym);
      return place >= 0 ? SHIFTED.charAt(place) : Character.toUpperCase(keysym);
    }
    return keysym;
  }

  static int lowered(int keysym) {
    return keysym <= 0x7F ? Character.toLowerCase(keysym) : keysym;
  }

  /// True for what every keyboard layout of the Latin kind has a key for.
  static boolean onEveryKeyboard(int keysym) {
    return keysym < 0x7F || (keysym >>> 8) == 0xFF;
  }

  private static int key(int codePoint) {
    return switch (codePoint) {
      case '\n' -> KeyNames.RETURN;
      case '\t' -> KeyNames.TAB;
      default ->
          keysym(codePoint)
              .orElseThrow(() ->
                  new DesktopException(
                      Code.BAD_ACTION,
                      "The text holds U+%04X, which no key can type; line feeds and tabs can be."
                          .formatted(codePoint)));
    };
  }
}
