package manyhands.desktop.rfb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import manyhands.desktop.rfb.ViewerGuard.Kind;

/// Takes what a viewer sends, one message after the other. Wishes about the picture go on to the
/// screen as they are; keys, clicks and clipboard only through the hand; a wish for another size
/// goes nowhere, for the size is what everybody's coordinates mean.
final class ViewerMessages {

  private static final int SET_PIXEL_FORMAT = 0;
  private static final int SET_ENCODINGS = 2;
  private static final int UPDATE_REQUEST = 3;
  private static final int KEY = 4;
  private static final int POINTER = 5;
  private static final int CUT_TEXT = 6;
  private static final int CONTINUOUS_UPDATES = 150;
  private static final int FENCE = 248;
  private static final int SET_SIZE = 251;
  private static final int QEMU = 255;

  private static final int MOST_ENCODINGS = 256;
  private static final int LONGEST_FENCE = 64;
  private static final int MOST_SCREENS = 16;

  /// What Xvnc takes itself, and far more than a person pastes.
  private static final int LONGEST_CUT_TEXT = 256 * 1024;

  /// Announcements after which a viewer may send messages that are not known here: XVP, GII, and a
  /// longer pointer message.
  private static final Set<Integer> LEFT_OUT = Set.of(-309, -305, -316);

  /// With it the screen can only announce a text, and send it when it is asked; without it the text
  /// itself comes at once.
  private static final int EXTENDED_CLIPBOARD = 0xC0A1E5CE;

  /// Says to the screen that texts are to be announced, and that none is short enough to be sent
  /// unasked.
  private static final byte[] ONLY_ANNOUNCE =
      HexFormat.of().parseHex("06000000" + "fffffff8" + "09000001" + "00000000");

  // Of the extended clipboard: a viewer announces what it has, and provides it when it is asked.
  private static final int CLIPBOARD_FORMATS = 0xFFFF;
  private static final int CLIPBOARD_CAPABILITIES = 1 << 24;
  private static final int CLIPBOARD_NOTIFY = 1 << 27;
  private static final int CLIPBOARD_PROVIDE = 1 << 28;

  private final Incoming in;
  private final Outgoing screen;
  private final ViewerHand hand;

  ViewerMessages(Incoming in, Outgoing screen, ViewerHand hand) {
    this.in = in;
    this.screen = screen;
    this.hand = hand;
  }

  /// Who only watches gets no clipboard, also when it says nothing about that.
  void begin() {
    if (hand.onlyWatches()) {
      screen.send(encodings(List.of(EXTENDED_CLIPBOARD)));
      screen.send(ONLY_ANNOUNCE);
    }
  }

  /// Takes the next message.
  void next() throws IOException {
    int type = in.u8();
    switch (type) {
      case SET_PIXEL_FORMAT -> pass(type, 19);
      case SET_ENCODINGS -> encodings();
      case UPDATE_REQUEST, CONTINUOUS_UPDATES -> pass(type, 9);
      case KEY -> {
        boolean down = in.u8() != 0;
        in.skip(2);
        hand.key(in.s32(), 0, down);
      }
      case POINTER -> {
        int mask = in.u8();
        hand.pointer(in.u16(), in.u16(), mask & 0x7F);
      }
      case CUT_TEXT -> cutText();
      case FENCE -> fence();
      case SET_SIZE -> {
        in.skip(5);
        int screens = in.u8();
        if (screens > MOST_SCREENS) {
          throw tooLarge("a size of " + screens + " screens");
        }
        in.skip(1 + 16L * screens);
      }
      case QEMU -> {
        int kind = in.u8();
        if (kind != 0) {
          throw bad("a message of the unknown kind 255/" + kind);
        }
        boolean down = in.u16() != 0;
        hand.key(in.s32(), in.s32(), down);
      }
      default -> throw bad("a message of the unknown type " + type);
    }
  }

  private void pass(int type, int length) throws IOException {
    screen.send(ByteBuffer.allocate(1 + length).put((byte) type).put(in.bytes(length)).array());
  }

  private void encodings() throws IOException {
    in.skip(1);
    int count = in.u16();
    if (count > MOST_ENCODINGS) {
      throw tooLarge(count + " encodings");
    }
    List<Integer> known = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int one = in.s32();
      if (!LEFT_OUT.contains(one)) {
        known.add(one);
      }
    }
    if (hand.onlyWatches() && !known.contains(EXTENDED_CLIPBOARD)) {
      known.add(EXTENDED_CLIPBOARD);
    }
    screen.send(encodings(known));
  }

  private static byte[] encodings(List<Integer> known) {
    ByteBuffer message = ByteBuffer.allocate(4 + 4 * known.size()).put((byte) SET_ENCODINGS);
    message.put((byte) 0).putShort((short) known.size());
    known.forEach(message::putInt);
    return message.array();
  }

  private void cutText() throws IOException {
    in.skip(3);
    int said = in.s32();
    // a negative length says that it is of the extended kind
    long length = Math.abs((long) said);
    if (length > LONGEST_CUT_TEXT) {
      throw tooLarge("a clipboard of " + length + " bytes");
    }
    byte[] body = in.bytes((int) length);
    ByteBuffer message = ByteBuffer.allocate(8 + body.length).put((byte) CUT_TEXT).position(4);
    byte[] whole = message.putInt(said).put(body).array();
    if (said >= 0) {
      hand.clipboard(length > 0 ? Kind.CLIPBOARD : Kind.RELEASE, whole);
      return;
    }
    if (body.length < Integer.BYTES) {
      throw bad("a clipboard message without its kind");
    }
    int kind = ByteBuffer.wrap(body).getInt();
    boolean announces = (kind & CLIPBOARD_NOTIFY) != 0;
    if ((kind & CLIPBOARD_CAPABILITIES) != 0) {
      // Who only watches has no say in it.
      if (!hand.onlyWatches()) {
        screen.send(whole);
      }
    } else if (announces && (kind & CLIPBOARD_FORMATS) != 0) {
      hand.clipboard(Kind.CLIPBOARD, whole);
    } else if (announces || (kind & CLIPBOARD_PROVIDE) != 0) {
      hand.clipboard(Kind.RELEASE, whole);
    } else if (!hand.onlyWatches()) {
      screen.send(whole);
    }
  }

  private void fence() throws IOException {
    in.skip(3);
    int flags = in.s32();
    int length = in.u8();
    if (length > LONGEST_FENCE) {
      throw tooLarge("a fence of " + length + " bytes");
    }
    screen.send(Requests.fence(flags, in.bytes(length)));
  }

  private static ViewerException bad(String what) {
    return new ViewerException(ViewerEnd.Code.BAD_MESSAGE, "the viewer sent " + what);
  }

  private static ViewerException tooLarge(String what) {
    return new ViewerException(ViewerEnd.Code.TOO_LARGE, "the viewer sent " + what);
  }
}
