package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JobFilesTest {
  @TempDir private Path here;

  @ParameterizedTest
  @CsvSource({
    "notes.txt, notes.txt",
    "a/b/c.txt, a/b/c.txt",
    "../../etc/passwd, etc/passwd",
    "/etc/passwd, etc/passwd",
    "a/./../b, a/b",
    "..\\x, .._x",
    "//, unnamed",
    "'..', unnamed",
  })
  void aFileStaysInItsFolder(String name, String expected) throws IOException {
    JobFiles files = JobFiles.of("s-1", here, here);
    Path saved = files.save(name, new ByteArrayInputStream(new byte[] {7}));
    assertThat(saved).isEqualTo(here.resolve("manyhands-files/s-1").resolve(expected)).exists();
  }

  @Test
  void namesOfAnyLengthAndDepthCanBeSaved() throws IOException {
    JobFiles files = JobFiles.of("s-1", here, here);
    Path saved =
        files.save("x/".repeat(200) + "y".repeat(4_000), new ByteArrayInputStream(new byte[1]));
    assertThat(saved).exists();
  }

  @Test
  void nothingIsReplacedAndNoLinkFollowed() throws IOException {
    JobFiles files = JobFiles.of("s-1", here, here);
    Path elsewhere = here.resolve("elsewhere");
    Files.createSymbolicLink(files.folder().resolve("link"), elsewhere);
    assertThatThrownBy(() -> files.save("link", new ByteArrayInputStream(new byte[1])))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(elsewhere).doesNotExist();
  }
}
