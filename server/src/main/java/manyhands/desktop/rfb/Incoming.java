package manyhands.desktop.rfb;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;

/// Reads what a server sends: big-endian numbers, bytes and pixels. Blocks until they are there;
/// fails with `EOFException` when the stream ends before. For one thread.
final class Incoming {

  private final ReadableByteChannel channel;
  private final ByteBuffer buffer;

  /// Reads ahead by at most so many bytes, at least 8.
  Incoming(ReadableByteChannel channel, int readAhead) {
    this.channel = channel;
    this.buffer = ByteBuffer.allocateDirect(readAhead).limit(0);
  }

  int u8() throws IOException {
    need(1);
    return buffer.get() & 0xFF;
  }

  int u16() throws IOException {
    need(2);
    return buffer.getShort() & 0xFFFF;
  }

  int s32() throws IOException {
    need(4);
    return buffer.getInt();
  }

  /// Three bytes, the first one the highest.
  int u24() throws IOException {
    need(3);
    int high = buffer.getShort() & 0xFFFF;
    return (high << 8) | (buffer.get() & 0xFF);
  }

  /// A pixel of the format that this client asks for: four bytes, blue first.
  int pixel() throws IOException {
    return Integer.reverseBytes(s32()) & 0xFFFFFF;
  }

  /// A pixel without its unused byte: blue, green, red.
  int packedPixel() throws IOException {
    return Integer.reverseBytes(u24()) >>> 8;
  }

  void pixels(int[] to, int at, int count) throws IOException {
    int end = at + count;
    while (at < end) {
      need(4);
      int ready = Math.min(end - at, buffer.remaining() / 4);
      buffer.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(to, at, ready);
      buffer.order(ByteOrder.BIG_ENDIAN).position(buffer.position() + ready * 4);
      for (int i = at; i < at + ready; i++) {
        to[i] &= 0xFFFFFF;
      }
      at += ready;
    }
  }

  byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    bytes(bytes, count);
    return bytes;
  }

  void bytes(byte[] to, int count) throws IOException {
    int at = 0;
    while (at < count) {
      need(1);
      int ready = Math.min(count - at, buffer.remaining());
      buffer.get(to, at, ready);
      at += ready;
    }
  }

  /// Takes what is there, at least a byte and at most as many as fit; how many.
  int some(byte[] to) throws IOException {
    need(1);
    int ready = Math.min(to.length, buffer.remaining());
    buffer.get(to, 0, ready);
    return ready;
  }

  void skip(long count) throws IOException {
    while (count > 0) {
      need(1);
      int ready = (int) Math.min(count, buffer.remaining());
      buffer.position(buffer.position() + ready);
      count -= ready;
    }
  }

  /// True when nothing has been read ahead.
  boolean drained() {
    return !buffer.hasRemaining();
  }

  private void need(int count) throws IOException {
    if (buffer.remaining() >= count) {
      return;
    }
    buffer.compact();
    try {
      while (buffer.position() < count) {
        if (channel.read(buffer) < 0) {
          throw new EOFException("the stream ended");
        }
      }
    } finally {
      buffer.flip();
    }
  }
}
