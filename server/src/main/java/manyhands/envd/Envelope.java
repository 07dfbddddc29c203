package manyhands.envd;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/// One message of a Connect stream: a byte of flags, four of length (big-endian), then JSON.
public record Envelope(int flags, byte[] json) {

  /// An ordinary message.
  public static final int MESSAGE = 0;

  /// Compressed, which neither side ever asks for.
  public static final int COMPRESSED = 1;

  /// The last one: `{}`, or `{"error": {"code", "message"}}`.
  public static final int END = 2;

  private static final int HEAD = 5;

  public boolean isEnd() {
    return flags == END;
  }

  /// The next one; empty where the stream ends between two. Fails with [Malformed] for flags that
  /// nobody speaks and for more than `limit` bytes, before any of them is read, and with
  /// [EOFException] inside of one.
  public static Optional<Envelope> read(InputStream from, int limit) throws IOException {
    byte[] head = from.readNBytes(HEAD);
    if (head.length == 0) {
      return Optional.empty();
    }
    if (head.length < HEAD) {
      throw new EOFException("the stream ends inside the head of an envelope");
    }
    ByteBuffer fields = ByteBuffer.wrap(head);
    int flags = fields.get() & 0xFF;
    long length = fields.getInt() & 0xFFFFFFFFL;
    if (flags != MESSAGE && flags != END) {
      throw new Malformed(
          (flags & COMPRESSED) != 0
              ? "an envelope is compressed, which was not agreed on"
              : "an envelope has the flags " + flags);
    }
    if (length > limit) {
      throw new Malformed("an envelope has " + length + " bytes, more than " + limit);
    }
    byte[] json = from.readNBytes((int) length);
    if (json.length < length) {
      throw new EOFException("the stream ends inside an envelope");
    }
    return Optional.of(new Envelope(flags, json));
  }

  /// Writes it in one piece; does not flush.
  public void write(OutputStream to) throws IOException {
    to.write(bytes());
  }

  public byte[] bytes() {
    return ByteBuffer.allocate(HEAD + json.length)
        .put((byte) flags)
        .putInt(json.length)
        .put(json)
        .array();
  }

  /// What is no envelope, in words.
  public static final class Malformed extends IOException {
    public Malformed(String message) {
      super(message);
    }
  }
}
