package manyhands.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import manyhands.event.BlobId;
import manyhands.event.Blobs;
import manyhands.event.Entry;
import manyhands.event.Event;
import manyhands.event.EventJson;
import manyhands.event.LogException;
import manyhands.event.SessionId;
import manyhands.session.ArtifactView;
import manyhands.session.SessionException;
import manyhands.session.SessionFold;
import manyhands.session.SessionView;

/// One session as one zip: `events.jsonl`, `screenshots/`, `artifacts/` and `summary.html`. It
/// holds what the session was after one entry, also when the session goes on meanwhile; the same
/// entries give the same bytes. Nothing is held in memory but one page of entries and the names.
public final class Export {

  private static final int BUFFER = 64 << 10;

  private final Facts facts;
  private final Blobs blobs;
  private final SafeNames names = new SafeNames();
  private final Map<String, String> artifacts = new LinkedHashMap<>();
  private final Map<String, String> missing = new TreeMap<>();
  private Instant began = Instant.EPOCH;

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
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    try {
      SessionView view = events(zip);
      began = view.createdAt();
      screenshots(zip);
      for (ArtifactView artifact : view.artifacts()) {
        artifact(zip, artifact);
      }
      if (!missing.isEmpty()) {
        missing(zip);
      }
      begin(zip, "summary.html", view.createdAt(), Deflater.DEFAULT_COMPRESSION);
      new SummaryPage(view, facts, artifacts, missing.keySet(), zip).write();
      zip.closeEntry();
      zip.finish();
      zip.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private SessionView events(ZipOutputStream zip) throws IOException {
    SessionFold fold = new SessionFold();
    Instant[] first = new Instant[1];
    facts.forEach(entry -> {
      try {
        if (first[0] == null) {
          first[0] = entry.at();
          begin(zip, "events.jsonl", entry.at(), Deflater.BEST_SPEED);
        }
        zip.write((EventJson.toJson(entry) + "\n").getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      fold.apply(entry);
    });
    zip.closeEntry();
    if (!fold.isSession()) {
      throw new SessionException(
          SessionException.Code.UNKNOWN_SESSION, "there is no session " + session());
    }
    return fold.view();
  }

  private void screenshots(ZipOutputStream zip) {
    facts.forEach(entry -> {
      if (entry.event() instanceof Event.ScreenSeen seen) {
        try {
          blob(zip, screenshot(entry, seen), entry.at(), seen.picture(), Deflater.NO_COMPRESSION);
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

  private void artifact(ZipOutputStream zip, ArtifactView artifact) throws IOException {
    if (artifact.sha256() != null) {
      String path = "artifacts/" + names.path(artifact.name());
      artifacts.put(artifact.name(), path);
      blob(zip, path, began, artifact.sha256(), Deflater.BEST_SPEED);
    }
  }

  /// A stranger's bytes; that they cannot be read is noted, that the zip cannot be written is not.
  private void blob(ZipOutputStream zip, String path, Instant at, BlobId id, int level)
      throws IOException {
    try (InputStream bytes = blobs.open(id)) {
      begin(zip, path, at, level);
      copy(zip, path, id, bytes);
      zip.closeEntry();
    } catch (LogException e) {
      missing.put(path, "its bytes (" + id + ") are not there any more");
    }
  }

  private void copy(ZipOutputStream zip, String path, BlobId id, InputStream bytes)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    while (true) {
      int read;
      try {
        read = bytes.read(buffer);
      } catch (IOException e) {
        missing.put(path, "its bytes (" + id + ") could not all be read");
        return;
      }
      if (read < 0) {
        return;
      }
      zip.write(buffer, 0, read);
    }
  }

  private void missing(ZipOutputStream zip) throws IOException {
    begin(zip, "missing.txt", began, Deflater.BEST_SPEED);
    for (Map.Entry<String, String> one : missing.entrySet()) {
      zip.write((one.getKey() + ": " + one.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    zip.closeEntry();
  }

  /// Times are the log's, in UTC: where it is unpacked changes nothing.
  private static void begin(ZipOutputStream zip, String path, Instant at, int level)
      throws IOException {
    ZipEntry entry = new ZipEntry(path);
    entry.setTimeLocal(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
    zip.setLevel(level);
    zip.putNextEntry(entry);
  }
}
