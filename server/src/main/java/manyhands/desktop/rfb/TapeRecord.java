package manyhands.desktop.rfb;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// One record of a recording's file: length of the payload, type, milliseconds since 1970, payload,
/// CRC-32 of everything from the type on; big-endian. The file begins with [#MAGIC].
record TapeRecord(Type type, long at, byte[] payload) {

  /// Names the format and its version.
  static final byte[] MAGIC = {'M', 'H', 'S', 'C', 'R', 'E', 'E', 1};

  /// Length, type and time.
  static final int HEADER = 4 + 1 + 8;

  static final int CHECKSUM = 4;

  /// A whole screen of the largest size, not compressed at all: anything longer is damage.
  static final int LONGEST = 4 * ScreenBounds.MOST_PIXELS;

  /// What a payload is.
  enum Type {
    /// An RFB update of the whole screen, beginning with its size.
    KEY('K'),
    /// An RFB update of what became different.
    CHANGE('D'),
    /// Where the pointer is: two numbers of 16 bits.
    POINTER('P'),
    /// The pointer's picture: its hot spot in two numbers of 16 bits, then a PNG.
    CURSOR('C'),
    /// The last record: why the recording ends, in UTF-8.
    END('E');

    final byte letter;

    Type(char letter) {
      this.letter = (byte) letter;
    }

    static @Nullable Type of(byte letter) {
      for (Type type : values()) {
        if (type.letter == letter) {
          return type;
        }
      }
      return null;
    }
  }

  int length() {
    return HEADER + payload.length + CHECKSUM;
  }

  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(length());
    bytes.putInt(payload.length).put(type.letter).putLong(at).put(payload);
    bytes.putInt(checksum(bytes.array(), 4, HEADER - 4 + payload.length));
    return bytes.array();
  }

  static int checksum(byte[] bytes, int from, int count) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, count);
    return (int) crc.getValue();
  }
}
