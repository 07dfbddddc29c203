package manyhands.desktop.rfb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import manyhands.desktop.Size;

/// Encodes pictures as PNG (truecolour, 8 bits), quickly rather than small: zlib's fastest level.
final class PngWriter {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  /// Length, type and checksum of a chunk.
  private static final int CHUNK_OVERHEAD = 12;

  private static final int HEADER_LENGTH = 13;

  private PngWriter() {}

  static byte[] encode(int[] pixels, Size size) {
    byte[] rows = rows(pixels, size);
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(rows);
      deflater.finish();
      int start = SIGNATURE.length + CHUNK_OVERHEAD + HEADER_LENGTH + 8;
      byte[] file = new byte[start + rows.length / 4 + 1024];
      int end = start;
      while (!deflater.finished()) {
        if (end == file.length) {
          file = Arrays.copyOf(file, file.length * 2);
        }
        end += deflater.deflate(file, end, file.length - end);
      }
      return finish(file, end, size);
    } finally {
      deflater.end();
    }
  }

  private static byte[] finish(byte[] file, int dataEnd, Size size) {
    byte[] result = Arrays.copyOf(file, dataEnd + 4 + CHUNK_OVERHEAD);
    ByteBuffer out = ByteBuffer.wrap(result).put(SIGNATURE);
    int header = out.position();
    out.putInt(HEADER_LENGTH).put(name("IHDR")).putInt(size.width()).putInt(size.height());
    out.put((byte) 8).put((byte) 2).put((byte) 0).put((byte) 0).put((byte) 0);
    checksum(out, header);
    int data = out.position();
    out.putInt(dataEnd - data - 8).put(name("IDAT")).position(dataEnd);
    checksum(out, data);
    int end = out.position();
    out.putInt(0).put(name("IEND"));
    checksum(out, end);
    return result;
  }

  private static void checksum(ByteBuffer out, int chunk) {
    CRC32 crc = new CRC32();
    crc.update(out.slice(chunk + 4, out.position() - chunk - 4));
    out.putInt((int) crc.getValue());
  }

  private static byte[] name(String chunk) {
    return chunk.getBytes(StandardCharsets.US_ASCII);
  }

  /// Every row behind a byte that names its filter. A row that is the one above again is written as
  /// the difference to it: zeros, which cost nothing.
  private static byte[] rows(int[] pixels, Size size) {
    int width = size.width();
    byte[] rows = new byte[(width * 3 + 1) * size.height()];
    int at = 0;
    for (int y = 0; y < size.height(); y++) {
      int start = y * width;
      if (y > 0 && Arrays.equals(pixels, start, start + width, pixels, start - width, start)) {
        rows[at] = 2;
        at += width * 3 + 1;
        continue;
      }
      at++;
      for (int x = start; x < start + width; x++) {
        int rgb = pixels[x];
        rows[at] = (byte) (rgb >> 16);
        rows[at + 1] = (byte) (rgb >> 8);
        rows[at + 2] = (byte) rgb;
        at += 3;
      }
    }
    return rows;
  }
}
