package manyhands.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import manyhands.event.BlobId;
import manyhands.event.Blobs;

/// The pictures of one conversation: kept among the blobs, the newest also in memory. For one
/// thread.
final class Pictures {

  /// As many as a conversation shows at once, so that none is read back while it runs.
  private static final int IN_MEMORY = Transcript.MOST_PICTURES;

  private final Blobs blobs;
  private final LinkedHashMap<BlobId, byte[]> newest =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<BlobId, byte[]> eldest) {
          return size() > IN_MEMORY;
        }
      };

  Pictures(Blobs blobs) {
    this.blobs = blobs;
  }

  BlobId put(byte[] bytes) {
    BlobId id = blobs.put(bytes);
    newest.putLast(id, bytes);
    return id;
  }

  byte[] bytes(BlobId id) {
    byte[] known = newest.get(id);
    if (known != null) {
      return known;
    }
    try (InputStream in = blobs.open(id)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
