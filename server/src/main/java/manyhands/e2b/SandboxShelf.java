package manyhands.e2b;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Where notes about sandboxes lie: a file each, for the server's user alone, since they hold
/// tokens and what people put into environments.
public final class SandboxShelf {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxShelf.class);
  private static final String ENDING = ".json";

  private final Path folder;

  private SandboxShelf(Path folder) {
    this.folder = folder;
  }

  public static SandboxShelf in(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      return new SandboxShelf(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void keep(SandboxNote note) {
    try {
      Path fresh = folder.resolve(note.id() + ".new");
      Files.write(fresh, Wire.JSON.writeValueAsBytes(note));
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      Files.move(
          fresh,
          folder.resolve(note.id() + ENDING),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void remove(String id) {
    try {
      Files.deleteIfExists(folder.resolve(id + ENDING));
    } catch (IOException e) {
      LOG.warn("the note about sandbox {} stays: {}", id, e.getMessage());
    }
  }

  /// One that cannot be read is left where it is: its desktop is closed when nobody uses it.
  List<SandboxNote> all() {
    List<SandboxNote> notes = new ArrayList<>();
    try (var files = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path file : files) {
        try {
          notes.add(Wire.JSON.readValue(Files.readAllBytes(file), SandboxNote.class));
        } catch (JacksonException e) {
          LOG.warn("the note {} cannot be read: {}", file, e.getMessage());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return notes;
  }
}
