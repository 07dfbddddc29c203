package manyhands.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import manyhands.event.BlobId;
import manyhands.event.Blobs;
import manyhands.event.LogException;

/// A zip in the making, for the bytes of strangers: their names become paths that every system can
/// unpack, and what cannot be read is named in `missing.txt` instead of ending the rest. Nothing is
/// held in memory but names and one buffer. For one thread.
final class Parcel {

  private static final int BUFFER = 64 << 10;

  private final Blobs blobs;
  private final ZipOutputStream zip;
  private final SafeNames names = new SafeNames();
  private final Map<String, String> missing = new TreeMap<>();

  Parcel(Blobs blobs, OutputStream out) {
    this.blobs = blobs;
    this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
  }

  /// Begins a file, to be written to what is answered and ended with [#end]. Times are the log's,
  /// in UTC: where it is unpacked changes nothing.
  OutputStream begin(String path, Instant at, int level) throws IOException {
    ZipEntry entry = new ZipEntry(path);
    entry.setTimeLocal(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
    zip.setLevel(level);
    zip.putNextEntry(entry);
    return zip;
  }

  void end() throws IOException {
    zip.closeEntry();
  }

  /// A path in that folder (`""` or ending with a slash) for a name that a stranger chose.
  String path(String folder, String name) {
    return folder + names.path(name);
  }

  /// A stranger's bytes; that they cannot be read is noted, that the zip cannot be written is not.
  void blob(String path, Instant at, BlobId id, int level) throws IOException {
    try (InputStream bytes = blobs.open(id)) {
      begin(path, at, level);
      copy(path, id, bytes);
      end();
    } catch (LogException e) {
      lacks(path, "its bytes (" + id + ") are not there any more");
    }
  }

  private void copy(String path, BlobId id, InputStream bytes) throws IOException {
    byte[] buffer = new byte[BUFFER];
    while (true) {
      int read;
      try {
        read = bytes.read(buffer);
      } catch (IOException e) {
        lacks(path, "its bytes (" + id + ") could not all be read");
        return;
      }
      if (read < 0) {
        return;
      }
      zip.write(buffer, 0, read);
    }
  }

  /// Notes that something is not in it, and why.
  void lacks(String path, String why) {
    missing.put(path, why);
  }

  Set<String> missing() {
    return missing.keySet();
  }

  /// Writes `missing.txt` when there is something to say in it.
  void writeMissing(Instant at) throws IOException {
    if (missing.isEmpty()) {
      return;
    }
    begin("missing.txt", at, Deflater.BEST_SPEED);
    for (Map.Entry<String, String> one : missing.entrySet()) {
      zip.write((one.getKey() + ": " + one.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    end();
  }

  void finish() throws IOException {
    zip.finish();
    zip.flush();
  }
}
