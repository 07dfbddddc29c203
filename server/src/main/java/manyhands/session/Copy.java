package manyhands.session;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import manyhands.desktop.Machine;

/// Copies one file out of a machine, counts its bytes and keeps its beginning to tell its type.
final class Copy {

  /// As much as any of the types we know needs to be recognised.
  private static final int HEAD = 512;

  private final Machine machine;
  private final String path;
  private final long limit;
  private final byte[] head = new byte[HEAD];
  private long bytes;

  Copy(Machine machine, String path, long limit) {
    this.machine = machine;
    this.path = path;
    this.limit = limit;
  }

  void writeTo(OutputStream out) {
    long _ = machine.read(path, new Watched(out), limit);
  }

  long bytes() {
    return bytes;
  }

  String type(String name) {
    return MediaTypes.of(name, Arrays.copyOf(head, (int) Math.min(bytes, HEAD)));
  }

  private final class Watched extends OutputStream {

    private final OutputStream out;

    Watched(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      if (bytes < HEAD) {
        int room = (int) Math.min(length, HEAD - bytes);
        System.arraycopy(source, offset, head, (int) bytes, room);
      }
      out.write(source, offset, length);
      bytes += length;
    }
  }
}
