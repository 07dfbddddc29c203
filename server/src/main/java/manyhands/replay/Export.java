package manyhands.replay;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;
import manyhands.event.Blobs;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.EventJson;
import manyhands.event.SessionId;
import manyhands.session.ArtifactView;
import manyhands.session.SessionException;
import manyhands.session.SessionFold;
import manyhands.session.SessionView;

/// One session as one zip: `events.jsonl`, `screenshots/`, `artifacts/` and `summary.html`. It
/// holds what the session was after one entry, also when the session goes on meanwhile; the same
/// entries give the same bytes. Nothing is held in memory but one page of entries and the names.
public final class Export {

  private final Facts facts;
  private final Blobs blobs;
  private final Map<String, String> artifacts = new LinkedHashMap<>();

  Export(Facts facts, Blobs blobs) {
    this.facts = facts;
    this.blobs = blobs;
  }

  public SessionId session() {
    return facts.session();
  }

  /// The number of the last entry that it holds.
  public long upTo() {
    return facts.upTo();
  }

  /// Writes all of it, at the pace of whoever takes it; call it once. Fails with an `IOException`
  /// when that one goes away, and with a [LogException] when an entry cannot be read. A picture or
  /// file whose bytes are gone is named in `missing.txt`.
  public void writeTo(OutputStream out) throws IOException {
    Parcel parcel = new Parcel(blobs, out);
    try {
      SessionView view = events(parcel);
      Instant began = view.createdAt();
      screenshots(parcel);
      for (ArtifactView artifact : view.artifacts()) {
        artifact(parcel, artifact, began);
      }
      parcel.writeMissing(began);
      OutputStream page = parcel.begin("summary.html", began, Deflater.DEFAULT_COMPRESSION);
      new SummaryPage(view, facts, artifacts, parcel.missing(), page).write();
      parcel.end();
      parcel.finish();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private SessionView events(Parcel parcel) throws IOException {
    SessionFold fold = new SessionFold();
    OutputStream[] out = new OutputStream[1];
    facts.forEach(entry -> {
      try {
        if (out[0] == null) {
          out[0] = parcel.begin("events.jsonl", entry.at(), Deflater.BEST_SPEED);
        }
        out[0].write((EventJson.toJson(entry) + "\n").getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      fold.apply(entry);
    });
    parcel.end();
    if (!fold.isSession()) {
      throw new SessionException(
          SessionException.Code.UNKNOWN_SESSION, "there is no session " + session());
    }
    return fold.view();
  }

  private void screenshots(Parcel parcel) {
    facts.forEach(entry -> {
      if (entry.event() instanceof Event.ScreenSeen seen) {
        try {
          parcel.blob(screenshot(entry, seen), entry.at(), seen.picture(), Deflater.NO_COMPRESSION);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    });
  }

  /// Where the picture of an entry is.
  static String screenshot(Entry entry, Event.ScreenSeen seen) {
    String ending = seen.mediaType().equals("image/png") ? "png" : "jpg";
    return String.format(Locale.ROOT, "screenshots/%06d-%s.%s", entry.seq(), seen.agent(), ending);
  }

  private void artifact(Parcel parcel, ArtifactView artifact, Instant began) throws IOException {
    if (artifact.sha256() != null) {
      String path = parcel.path("artifacts/", artifact.name());
      artifacts.put(artifact.name(), path);
      parcel.blob(path, began, artifact.sha256(), Deflater.BEST_SPEED);
    }
  }
}
