package manyhands.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Puts the files that agents made where a person finds them: `manyhands-files/SESSION/` in the
/// folder that the command was typed in, or in the data folder where that cannot be written.
///
/// Names come out of a desktop: every part of one is made harmless, nothing is ever replaced, and
/// no link is followed.
final class JobFiles {
  private static final int MAX_PART = 120;
  private static final int MAX_DEPTH = 20;

  private final Path folder;

  private JobFiles(Path folder) {
    this.folder = folder;
  }

  /// Makes the folder for a session's files.
  static JobFiles of(String session, Path here, Path dataFolder) {
    try {
      return new JobFiles(made(here.resolve("manyhands-files"), session));
    } catch (IOException e) {
      try {
        return new JobFiles(made(dataFolder.resolve("files"), session));
      } catch (IOException again) {
        throw new Trouble("cannot write the files that were made: " + again.getMessage(), again);
      }
    }
  }

  private static Path made(Path parent, String session) throws IOException {
    Files.createDirectories(parent);
    Path folder = parent.resolve(session);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(folder);
    }
    return folder;
  }

  Path folder() {
    return folder;
  }

  /// Writes one file and returns where it is.
  Path save(String name, InputStream bytes) throws IOException {
    Path target = folder;
    for (String part : parts(name)) {
      target = target.resolve(part);
    }
    Path parent = target.getParent();
    if (parent == null || !target.normalize().startsWith(folder)) {
      throw new IOException("a name that leads out of its folder");
    }
    Files.createDirectories(parent);
    Files.copy(bytes, target, new StandardCopyOption[0]);
    return target;
  }

  static List<String> parts(String name) {
    List<String> parts = new ArrayList<>();
    for (String part : name.split("/", -1)) {
      String clean = Clean.line(part, MAX_PART).replace('\\', '_').strip();
      if (!clean.isEmpty()
          && !clean.equals(".")
          && !clean.equals("..")
          && parts.size() < MAX_DEPTH) {
        parts.add(clean);
      }
    }
    return parts.isEmpty() ? List.of("unnamed") : parts;
  }
}
