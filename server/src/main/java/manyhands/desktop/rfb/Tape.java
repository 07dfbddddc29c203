package manyhands.desktop.rfb;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A recording's file while it is written: whole records at its end, each batch in one write, so
/// that a killed process tears at most the last. For one thread.
final class Tape implements AutoCloseable {

  private final FileOutputStream file;
  private final List<TapeRecord> batch = new ArrayList<>();
  private long bytes;

  Tape(Path path) throws IOException {
    // A plain stream on purpose: a channel would be closed under us by an interrupt.
    file = new FileOutputStream(path.toFile());
    file.write(TapeRecord.MAGIC);
    bytes = TapeRecord.MAGIC.length;
  }

  void add(TapeRecord.Type type, long at, byte[] payload) {
    batch.add(new TapeRecord(type, at, payload));
  }

  /// Writes what was added; answers how many bytes that were.
  int flush() throws IOException {
    int length = batch.stream().mapToInt(TapeRecord::length).sum();
    byte[] together = new byte[length];
    int at = 0;
    for (TapeRecord record : batch) {
      System.arraycopy(record.bytes(), 0, together, at, record.length());
      at += record.length();
    }
    batch.clear();
    file.write(together);
    bytes += length;
    return length;
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
