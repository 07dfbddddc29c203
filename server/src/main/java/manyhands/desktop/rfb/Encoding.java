package manyhands.desktop.rfb;

import org.jspecify.annotations.Nullable;

/// The ways to send pixels, and the announcements dressed up as such, that this client speaks;
/// numbers from RFC 6143 and the community specification.
public enum Encoding {
  RAW(0),
  COPY_RECT(1),
  HEXTILE(5),
  TIGHT(7),
  ZRLE(16),
  /// Tight may use JPEG, of high quality; without it nothing is lossy.
  TIGHT_JPEG(-24),
  DESKTOP_SIZE(-223),
  LAST_RECT(-224),
  CURSOR(-239),
  /// Where the pointer is when something else than this client moved it.
  POINTER_POSITION(0x574D5666),
  /// The keyboard's lamps. A server that thinks that its client cannot see them presses Caps Lock
  /// around every capital letter, to match a keyboard that it imagines.
  LAMPS(-261),
  EXTENDED_DESKTOP_SIZE(-308),
  FENCE(-312),
  CONTINUOUS_UPDATES(-313);

  private final int number;

  Encoding(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /// The encoding with that number, or null when this client does not speak it.
  static @Nullable Encoding of(int number) {
    for (Encoding one : values()) {
      if (one.number == number) {
        return one;
      }
    }
    return null;
  }
}
