package manyhands.replay;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.zip.Deflater;
import manyhands.event.Blobs;
import manyhands.event.SessionId;
import manyhands.session.ArtifactView;
import manyhands.session.SessionException;
import manyhands.session.SessionFold;
import manyhands.session.SessionView;

/// The files that a session's agents made so far as one zip, in a folder named like the session.
/// What was left out is named in `missing.txt` with the reason. The same entries give the same
/// bytes.
public final class ArtifactZip {

  private final Facts facts;
  private final Blobs blobs;

  ArtifactZip(Facts facts, Blobs blobs) {
    this.facts = facts;
    this.blobs = blobs;
  }

  public SessionId session() {
    return facts.session();
  }

  /// Writes all of it, at the pace of whoever takes it. Fails with an `IOException` when that one
  /// goes away, with a [SessionException] when the stream is no session's.
  public void writeTo(OutputStream out) throws IOException {
    SessionFold fold = new SessionFold();
    facts.forEach(fold::apply);
    if (!fold.isSession()) {
      throw new SessionException(
          SessionException.Code.UNKNOWN_SESSION, "there is no session " + session());
    }
    SessionView view = fold.view();
    Instant at = view.createdAt();
    String folder = session() + "/";
    Parcel parcel = new Parcel(blobs, out);
    for (ArtifactView artifact : view.artifacts()) {
      String path = parcel.path(folder, artifact.name());
      if (artifact.sha256() == null) {
        parcel.lacks(path, artifact.left() == null ? "it was not kept" : artifact.left());
      } else {
        parcel.blob(path, at, artifact.sha256(), Deflater.BEST_SPEED);
      }
    }
    parcel.writeMissing(at);
    parcel.finish();
  }
}
