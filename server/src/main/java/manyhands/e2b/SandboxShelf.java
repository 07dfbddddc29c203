package manyhands.e2b;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import manyhands.secret.SealedFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Where notes about sandboxes lie: an encrypted file each, since they hold tokens and what people
/// put into environments.
public final class SandboxShelf {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxShelf.class);
  private static final String ENDING = ".sandbox";

  private final SealedFolder files;

  private SandboxShelf(SealedFolder files) {
    this.files = files;
  }

  /// `random` fills bytes with what nobody can guess.
  public static SandboxShelf in(Path folder, Consumer<byte[]> random) {
    return new SandboxShelf(new SealedFolder(folder, ENDING, random));
  }

  void keep(SandboxNote note) {
    try {
      files.keep(note.id(), Wire.JSON.writeValueAsBytes(note));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new UncheckedIOException(new IOException("the sandbox cannot be noted down", e));
    }
  }

  void remove(String id) {
    try {
      files.forget(id);
    } catch (IOException e) {
      LOG.warn("the note about sandbox {} stays: {}", id, e.getMessage());
    }
  }

  /// One that cannot be read is left where it is: its desktop is closed when nobody uses it.
  List<SandboxNote> all() {
    List<SandboxNote> notes = new ArrayList<>();
    try {
      for (String id : files.names()) {
        read(id, notes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return notes;
  }

  private void read(String id, List<SandboxNote> to) {
    try {
      to.add(Wire.JSON.readValue(files.read(id), SandboxNote.class));
    } catch (IOException | GeneralSecurityException | JacksonException e) {
      // Not a word of the cause: it may quote what was read.
      LOG.warn("the note about sandbox {} cannot be read ({})", id, e.getClass().getSimpleName());
    }
  }
}
