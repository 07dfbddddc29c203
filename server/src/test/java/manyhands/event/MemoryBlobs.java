package manyhands.event;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Blobs in memory.
public final class MemoryBlobs implements Blobs {

  private final Map<BlobId, byte[]> kept = new ConcurrentHashMap<>();

  @Override
  public BlobId put(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      BlobId id = new BlobId(HexFormat.of().formatHex(hash));
      kept.put(id, bytes.clone());
      return id;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public BlobId put(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.writeTo(bytes);
    return put(bytes.toByteArray());
  }

  @Override
  public long size(BlobId id) {
    return bytes(id).length;
  }

  @Override
  public InputStream open(BlobId id) {
    return new ByteArrayInputStream(bytes(id));
  }

  private byte[] bytes(BlobId id) {
    byte[] bytes = kept.get(id);
    if (bytes == null) {
      throw new LogException(LogException.Code.UNKNOWN, "no blob " + id);
    }
    return bytes;
  }
}
