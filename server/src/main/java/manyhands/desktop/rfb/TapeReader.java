package manyhands.desktop.rfb;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Goes through a recording's file record by record, also while it is being written. What a killed
/// server left half written at its end, or anything else that is no whole record, is the end. For
/// one thread.
final class TapeReader implements Closeable {

  private final RandomAccessFile file;
  private final byte[] header = new byte[TapeRecord.HEADER];
  private final long length;
  private long at;

  /// A record without its payload, `offset` bytes into the file.
  record Mark(TapeRecord.Type type, long at, long offset, int payload) {

    long end() {
      return offset + TapeRecord.HEADER + payload + TapeRecord.CHECKSUM;
    }
  }

  TapeReader(Path path) throws IOException {
    file = new RandomAccessFile(path.toFile(), "r");
    length = file.length();
    byte[] magic = new byte[TapeRecord.MAGIC.length];
    boolean ours = length >= magic.length && file.read(magic) == magic.length;
    at = ours && Arrays.equals(magic, TapeRecord.MAGIC) ? magic.length : length;
  }

  /// Where the next record begins; behind the last whole record once there is no next.
  long position() {
    return at;
  }

  void seek(long offset) {
    at = offset;
  }

  /// The next record, passing over its payload; null at the end.
  @Nullable Mark next() throws IOException {
    if (at + TapeRecord.HEADER + TapeRecord.CHECKSUM > length) {
      return null;
    }
    file.seek(at);
    file.readFully(header);
    ByteBuffer fields = ByteBuffer.wrap(header);
    int payload = fields.getInt();
    TapeRecord.Type type = TapeRecord.Type.of(fields.get());
    if (payload < 0 || payload > TapeRecord.LONGEST || type == null) {
      return null;
    }
    Mark mark = new Mark(type, fields.getLong(), at, payload);
    if (mark.end() > length) {
      return null;
    }
    at = mark.end();
    return mark;
  }

  /// A record's payload; null when it is damaged.
  byte @Nullable [] payload(Mark mark) throws IOException {
    byte[] bytes = new byte[TapeRecord.HEADER + mark.payload];
    file.seek(mark.offset);
    file.readFully(bytes);
    if (file.readInt() != TapeRecord.checksum(bytes, 4, bytes.length - 4)) {
      return null;
    }
    return Arrays.copyOfRange(bytes, TapeRecord.HEADER, bytes.length);
  }

  /// A record's payload as text.
  String text(Mark mark) throws IOException {
    byte[] payload = payload(mark);
    return payload == null ? "" : new String(payload, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
