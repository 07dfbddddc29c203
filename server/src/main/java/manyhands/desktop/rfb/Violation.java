package manyhands.desktop.rfb;

import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;

/// What a server did that the protocol, or our bounds, do not allow.
final class Violation {

  private Violation() {}

  static DesktopException of(String what) {
    return new DesktopException(Code.PROTOCOL, "The screen broke the RFB protocol: " + what);
  }

  static DesktopException tooLarge(String what) {
    return new DesktopException(Code.TOO_LARGE, "The screen sent too much: " + what);
  }

  /// Makes text of a server fit for a message: one line, at most `most` characters.
  static String harmless(byte[] latin1, int most) {
    StringBuilder text = new StringBuilder();
    for (byte one : latin1) {
      char character = (char) (one & 0xFF);
      boolean control = Character.isISOControl(character);
      if (text.length() < most) {
        text.append(control ? ' ' : character);
      }
    }
    return text.toString().strip();
  }
}
