package manyhands.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import manyhands.desktop.Machine;
import manyhands.event.BlobId;
import manyhands.event.Blobs;
import manyhands.event.Event.GivenFile;
import manyhands.session.SessionException.Code;

/// Files that people give to sessions: checked and kept once, then written to every desktop.
final class GivenFiles {

  /// File systems take 255 bytes in a name, and an agent may put a word before or after it.
  private static final int NAME_BYTES = 200;

  private static final int BUFFER = 64 << 10;

  private final Blobs blobs;
  private long left = Sessions.MAX_FILE_BYTES;

  private GivenFiles(Blobs blobs) {
    this.blobs = blobs;
  }

  /// Keeps them among the blobs. Refuses them all when they are too many, too large, or two have
  /// one name.
  static List<GivenFile> keep(List<Upload> uploads, Blobs blobs) {
    if (uploads.size() > Sessions.MAX_FILES) {
      throw bad(
          "%d files are given, and at most %d are taken: pack them into one"
              .formatted(uploads.size(), Sessions.MAX_FILES));
    }
    Map<String, Upload> byName = new LinkedHashMap<>();
    for (Upload upload : uploads) {
      String name = safe(upload.name());
      if (byName.put(name, upload) != null) {
        throw bad("two files are called \"%s\": rename one".formatted(Words.brief(name)));
      }
    }
    GivenFiles files = new GivenFiles(blobs);
    List<GivenFile> kept = new ArrayList<>();
    byName.forEach((name, upload) -> kept.add(files.keep(name, upload)));
    return List.copyOf(kept);
  }

  /// The last part of a name, without what means something to a shell or to a home folder: control
  /// characters, and dots and dashes at its beginning.
  private static String safe(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String clean = Words.clean(last).strip().replaceFirst("^[.\\-~]+", "");
    if (clean.isBlank()) {
      throw bad("\"%s\" is no name for a file: rename it".formatted(Words.brief(name)));
    }
    if (clean.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES) {
      throw bad(
          "the name \"%s\" is too long, at most %d bytes are taken: rename the file"
              .formatted(Words.brief(clean), NAME_BYTES));
    }
    return clean;
  }

  private GivenFile keep(String name, Upload upload) {
    long before = left;
    BlobId blob = blobs.put(out -> copy(upload, out));
    return new GivenFile(name, before - left, blob);
  }

  private void copy(Upload upload, OutputStream out) {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = upload.bytes().open()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        left -= count;
        if (left < 0) {
          throw new SessionException(
              Code.FILES_TOO_LARGE,
              "the files are larger than %d MiB together: give fewer, or smaller ones"
                  .formatted(Sessions.MAX_FILE_BYTES >> 20));
        }
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes them under the home folder of a machine. Fails with a
  /// [manyhands.desktop.DesktopException].
  static void place(List<GivenFile> files, Machine machine, Blobs blobs) {
    for (GivenFile file : files) {
      machine.write(file.name(), bytes(file, blobs));
    }
  }

  private static byte[] bytes(GivenFile file, Blobs blobs) {
    try (InputStream in = blobs.open(file.sha256())) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SessionException bad(String why) {
    return new SessionException(Code.BAD_FILES, why);
  }
}
