package manyhands.desktop.rfb;

import java.nio.ByteBuffer;
import java.util.List;
import manyhands.desktop.Size;

/// The messages that a client sends (RFC 6143, 7.5, and the community specification).
final class Requests {

  private static final int SET_PIXEL_FORMAT = 0;
  private static final int SET_ENCODINGS = 2;
  private static final int UPDATE_REQUEST = 3;
  private static final int KEY_EVENT = 4;
  private static final int POINTER_EVENT = 5;
  private static final int ENABLE_CONTINUOUS_UPDATES = 150;
  private static final int FENCE = 248;
  private static final int QEMU = 255;

  private Requests() {}

  /// Asks for four bytes a pixel, blue first: `0xRRGGBB` as a little-endian number.
  static byte[] pixelFormat() {
    ByteBuffer message = message(20, SET_PIXEL_FORMAT).position(4);
    message.put((byte) 32).put((byte) 24).put((byte) 0).put((byte) 1);
    message.putShort((short) 255).putShort((short) 255).putShort((short) 255);
    message.put((byte) 16).put((byte) 8).put((byte) 0);
    return bytes(message);
  }

  static byte[] encodings(List<Encoding> encodings) {
    ByteBuffer message = message(4 + 4 * encodings.size(), SET_ENCODINGS).position(2);
    message.putShort((short) encodings.size());
    encodings.forEach(one -> message.putInt(one.number()));
    return bytes(message);
  }

  /// Asks for what changes (`incremental`) or for all, within an area from the upper left corner.
  static byte[] update(boolean incremental, Size area) {
    ByteBuffer message = message(10, UPDATE_REQUEST).put((byte) (incremental ? 1 : 0));
    message.putShort((short) 0).putShort((short) 0);
    message.putShort((short) area.width()).putShort((short) area.height());
    return bytes(message);
  }

  static byte[] key(int keysym, boolean down) {
    ByteBuffer message = message(8, KEY_EVENT).put((byte) (down ? 1 : 0)).position(4);
    return bytes(message.putInt(keysym));
  }

  /// With the key's place on the keyboard, for servers that know QEMU's extension.
  static byte[] keyAt(int keysym, int code, boolean down) {
    ByteBuffer message = message(12, QEMU).position(2).putShort((short) (down ? 1 : 0));
    return bytes(message.putInt(keysym).putInt(code));
  }

  static byte[] pointer(int x, int y, int buttons) {
    ByteBuffer message = message(6, POINTER_EVENT).put((byte) buttons);
    return bytes(message.putShort((short) x).putShort((short) y));
  }

  static byte[] continuousUpdates(Size area) {
    ByteBuffer message = message(10, ENABLE_CONTINUOUS_UPDATES).put((byte) 1);
    message.putShort((short) 0).putShort((short) 0);
    message.putShort((short) area.width()).putShort((short) area.height());
    return bytes(message);
  }

  static byte[] fence(int flags, byte[] payload) {
    ByteBuffer message = message(9 + payload.length, FENCE).position(4);
    return bytes(message.putInt(flags).put((byte) payload.length).put(payload));
  }

  private static ByteBuffer message(int size, int type) {
    return ByteBuffer.allocate(size).put((byte) type);
  }

  private static byte[] bytes(ByteBuffer message) {
    byte[] bytes = new byte[message.capacity()];
    message.get(0, bytes);
    return bytes;
  }
}
