package manyhands.simulation;

import java.io.InputStream;
import manyhands.event.BlobId;
import manyhands.event.Blobs;
import manyhands.event.LogException;
import manyhands.simulation.Step.Kind;

/// The blobs as one life of the server has them.
record SimBlobs(Life life, Steps steps, Blobs kept) implements Blobs {

  @Override
  public BlobId put(byte[] bytes) {
    return steps.take(
        life,
        Kind.BLOB,
        bytes.length + " bytes",
        verdict -> {
          if (verdict.fault() == Fault.NOT_KEPT) {
            throw new LogException(LogException.Code.CANNOT_WRITE, "no space is left for a blob");
          }
          BlobId id = kept.put(bytes);
          if (verdict.fault() == Fault.KEPT_BUT_FAILED) {
            throw new LogException(LogException.Code.CANNOT_WRITE, "the disk failed");
          }
          return id;
        });
  }

  @Override
  public BlobId put(Writer writer) {
    var bytes = new java.io.ByteArrayOutputStream();
    writer.writeTo(bytes);
    return put(bytes.toByteArray());
  }

  @Override
  public long size(BlobId id) {
    life.check();
    return kept.size(id);
  }

  @Override
  public InputStream open(BlobId id) {
    life.check();
    return kept.open(id);
  }
}
