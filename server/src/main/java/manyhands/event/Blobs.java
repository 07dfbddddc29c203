package manyhands.event;

import java.io.InputStream;
import java.io.OutputStream;

/// Bytes that are too large for an event, kept once each under their SHA-256. Fails with a
/// [LogException].
public interface Blobs {

  /// Keeps bytes durably, before any event names them.
  BlobId put(byte[] bytes);

  /// Keeps what the writer writes; nothing is kept when it throws.
  BlobId put(Writer writer);

  long size(BlobId id);

  InputStream open(BlobId id);

  /// Something that writes bytes.
  @FunctionalInterface
  interface Writer {
    void writeTo(OutputStream out);
  }
}
