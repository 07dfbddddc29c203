package manyhands.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobsTest {

  private static final BlobId BRIE =
      new BlobId("cd9cc12ae0ee3a20fc60a5ec2b32c8a56e33a4bb6d5e3be4ee4e4a35a11b6a0e");

  @TempDir Path folder;
  private DataFolder data;
  private FileBlobs blobs;

  @BeforeEach
  void open() {
    data = DataFolder.open(folder.resolve("data"));
    blobs = FileBlobs.open(data);
  }

  @AfterEach
  void close() {
    data.close();
  }

  @Test
  void keepsBytesUnderTheirSha256() throws IOException {
    BlobId id = blobs.put("abc".getBytes(StandardCharsets.UTF_8));
    // The example of FIPS 180-2.
    assertThat(id.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(blobs.size(id)).isEqualTo(3);
    try (InputStream in = blobs.open(id)) {
      assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("abc");
    }
  }

  @Test
  void keepsEqualBytesOnceAndEmptyOnesToo() throws IOException {
    BlobId one = blobs.put(new byte[100_000]);
    assertThat(blobs.put(new byte[100_000])).isEqualTo(one);
    BlobId empty = blobs.put(new byte[0]);
    assertThat(blobs.size(empty)).isZero();
    assertThat(files()).hasSize(2);
  }

  @Test
  void keepsNothingWhenTheWriterThrows() throws IOException {
    assertThatThrownBy(() ->
            blobs.put(out -> {
              try {
                out.write(new byte[10_000]);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
              throw new IllegalStateException("the cow ran away");
            }))
        .hasMessage("the cow ran away");
    assertThat(files()).isEmpty();
  }

  @Test
  void keepsBytesAlsoWhenTheThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    BlobId id = blobs.put("abc".getBytes(StandardCharsets.UTF_8));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(blobs.size(id)).isEqualTo(3);
  }

  @Test
  void knowsNoBlobThatWasNotPut() {
    for (org.assertj.core.api.ThrowableAssert.ThrowingCallable call :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> blobs.open(BRIE), () -> blobs.size(BRIE))) {
      assertThatThrownBy(call)
          .isInstanceOfSatisfying(
              LogException.class, e -> assertThat(e.code()).isEqualTo(LogException.Code.UNKNOWN));
    }
  }

  @Test
  void removesWhatADeadServerHadNotFinished() throws IOException {
    Path leftover = folder.resolve("data/blobs/unfinished/blob1");
    Files.write(leftover, new byte[10]);
    var _ = FileBlobs.open(data);
    assertThat(leftover).doesNotExist();
  }

  @Test
  void isForTheOwnerAlone() throws IOException {
    assertThat(Files.getPosixFilePermissions(folder.resolve("data"))).hasSize(3);
  }

  @Test
  void isForOneServerAtATime() {
    assertThatThrownBy(() -> DataFolder.open(folder.resolve("data")))
        .isInstanceOfSatisfying(
            LogException.class, e -> assertThat(e.code()).isEqualTo(LogException.Code.LOCKED))
        .hasMessageContaining("process " + ProcessHandle.current().pid())
        .hasMessageContaining("--data");
    data.close();
    DataFolder.open(folder.resolve("data")).close();
  }

  @Test
  void saysSoWhenTheFolderIsNone() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
        .isInstanceOfSatisfying(
            LogException.class,
            e -> assertThat(e.code()).isEqualTo(LogException.Code.CANNOT_WRITE));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("data/blobs"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
