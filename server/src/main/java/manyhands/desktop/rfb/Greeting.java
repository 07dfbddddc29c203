package manyhands.desktop.rfb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.Size;

/// The start of a connection (RFC 6143, 7.1 to 7.3): agree on a version, prove who we are, share
/// the screen with others, learn its size and name.
final class Greeting {

  private static final int NO_SECURITY = 1;
  private static final int PASSWORD = 2;
  private static final int VERSION_LENGTH = 12;

  /// What is shown of a server's reasons and name; the rest is not even read into memory.
  private static final int LONGEST_TEXT = 200;

  /// A name longer than this is no name.
  private static final long LONGEST_NAME = 1 << 20;

  private final Incoming in;
  private final Outgoing out;
  private final String password;
  private int minor = 8;

  Greeting(Incoming in, Outgoing out, String password) {
    this.in = in;
    this.out = out;
    this.password = password;
  }

  /// What the server said about its screen; its pixels' format is 16 bytes, as they came.
  record Screen(Size size, byte[] format, String name) {}

  Screen greet() throws IOException {
    agreeOnVersion();
    int security = minor == 3 ? security33() : security();
    if (security == PASSWORD) {
      out.send(VncPassword.answer(password, in.bytes(VncPassword.CHALLENGE_LENGTH)));
    }
    if (security == PASSWORD || minor == 8) {
      result();
    }
    out.send(new byte[] {1});
    Size size = ScreenBounds.screen(in.u16(), in.u16());
    byte[] format = in.bytes(16);
    long length = in.s32() & 0xFFFFFFFFL;
    if (length > LONGEST_NAME) {
      throw Violation.tooLarge("a name of " + length + " bytes");
    }
    return new Screen(size, format, text(length));
  }

  private void agreeOnVersion() throws IOException {
    String theirs = new String(in.bytes(VERSION_LENGTH), StandardCharsets.ISO_8859_1);
    if (!theirs.matches("RFB \\d{3}\\.\\d{3}\n")) {
      throw Violation.of("it does not speak RFB at all");
    }
    int major = Integer.parseInt(theirs.substring(4, 7));
    int offered = Integer.parseInt(theirs.substring(8, 11));
    if (major < 3) {
      throw Violation.of("version " + theirs.strip() + " is too old");
    }
    minor = major > 3 || offered >= 8 ? 8 : offered == 7 ? 7 : 3;
    out.send(("RFB 003.00" + minor + "\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  private int security33() throws IOException {
    int type = in.s32();
    if (type == 0) {
      throw refused("The screen refused the connection", reason());
    }
    return chosen(List.of(type));
  }

  private int security() throws IOException {
    int count = in.u8();
    if (count == 0) {
      throw refused("The screen refused the connection", reason());
    }
    List<Integer> offered = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      offered.add(in.u8());
    }
    int type = chosen(offered);
    out.send(new byte[] {(byte) type});
    return type;
  }

  private int chosen(List<Integer> offered) {
    if (offered.contains(PASSWORD) && !password.isEmpty()) {
      return PASSWORD;
    }
    if (offered.contains(NO_SECURITY)) {
      return NO_SECURITY;
    }
    String why = offered.contains(PASSWORD) ? "it wants a password" : "it wants " + offered;
    throw refused("The screen offers no way to log in that we know", why);
  }

  private void result() throws IOException {
    int result = in.s32();
    if (result != 0) {
      throw refused("The screen did not accept the password", minor == 8 ? reason() : "");
    }
  }

  private String reason() throws IOException {
    return text(in.s32() & 0xFFFFFFFFL);
  }

  /// Reads the start of a text and skips the rest, if any: reasons are followed by nothing that we
  /// want, names are short.
  private String text(long length) throws IOException {
    byte[] start = in.bytes((int) Math.min(length, LONGEST_TEXT));
    if (length <= LONGEST_NAME) {
      in.skip(length - start.length);
    }
    return Violation.harmless(start, LONGEST_TEXT);
  }

  private static DesktopException refused(String what, String why) {
    return new DesktopException(Code.AUTHENTICATION, what + (why.isEmpty() ? "." : ": " + why));
  }
}
