package manyhands.e2b;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a server leaves about sandboxes for the next one.
final class SandboxShelfTest {

  private static final String CANARY = "sk-canary-4711";
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir private Path folder;

  private SandboxShelf shelf() {
    return SandboxShelf.in(folder.resolve("sandboxes"), new SecureRandom()::nextBytes);
  }

  private static SandboxNote note(String id) {
    return new SandboxNote(
        id,
        "d-1",
        "base",
        new SandboxNote.Keys("ea_" + CANARY, null),
        "cheese.example:${PORT}",
        Map.of("who", CANARY),
        Map.of("API_KEY", CANARY),
        new SandboxNote.Life(
            NOON, NOON.plusSeconds(300), new SandboxNote.AtEnd(true, false), true));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("sandboxes"))) {
      return all.toList();
    }
  }

  @Test
  void whatIsKeptIsThereAgainAndNoSecretOfItIsInAnyFile() throws Exception {
    shelf().keep(note("i1"));
    shelf().keep(note("i2"));
    shelf().remove("i2");
    assertThat(shelf().all()).containsExactly(note("i1"));
    assertThat(files()).isNotEmpty();
    for (Path file : files()) {
      assertThat(new String(Files.readAllBytes(file), ISO_8859_1)).doesNotContain(CANARY);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aNoteThatWasChangedOrPassedOffAsAnotherIsNoNote() throws Exception {
    shelf().keep(note("i1"));
    Path kept = folder.resolve("sandboxes/i1.sandbox");
    Files.copy(kept, folder.resolve("sandboxes/i2.sandbox"));
    Files.writeString(folder.resolve("sandboxes/i3.sandbox"), "short");
    byte[] changed = Files.readAllBytes(kept);
    changed[changed.length / 2] ^= 1;
    Files.write(folder.resolve("sandboxes/i4.sandbox"), changed);
    assertThat(shelf().all()).containsExactly(note("i1"));
  }
}
