package manyhands.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A data folder on a small disk of its own that runs full or becomes read-only. Needs root to
/// mount one, and says so where it cannot.
class FullDiskTest {

  private static final SessionId CHEDDAR = new SessionId("cheddar");

  @TempDir Path folder;
  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    int exit = run("mount", "-t", "tmpfs", "-o", "size=4m", "manyhands-test", disk.toString());
    Assumptions.assumeTrue(
        exit == 0, "SKIPPED: mounting a small tmpfs needs root; full disks were not tested");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", "-l", disk.toString());
  }

  @Test
  void refusesToWriteWhenFullReadsOnAndRecovers() throws Exception {
    try (DataFolder data = DataFolder.open(disk.resolve("data"));
        SqliteEventLog log = SqliteEventLog.open(data, InstantSource.system())) {
      FileBlobs blobs = FileBlobs.open(data);
      BlobId kept = blobs.put(new byte[1000]);
      for (int i = 0; i < 20; i++) {
        log.append(CHEDDAR, message(i));
      }
      Path ballast = fill();
      long last = untilRefused(log);
      assertThat(log.lastSeq(CHEDDAR)).isEqualTo(last);
      assertThat(log.read(CHEDDAR, 0, 10_000)).hasSize((int) last);
      assertThat(log.follow(CHEDDAR, 0).next(java.time.Duration.ofSeconds(1))).isNotEmpty();
      cannotWrite(() -> blobs.put(new byte[1 << 20]));
      assertThat(blobs.size(kept)).isEqualTo(1000);
      try (var unfinished = Files.list(disk.resolve("data/blobs/unfinished"))) {
        assertThat(unfinished).isEmpty();
      }

      Files.delete(ballast);
      assertThat(log.append(CHEDDAR, message(1)).seq()).isEqualTo(last + 1);
      assertThat(log.read(CHEDDAR, 0, 10_000)).hasSize((int) last + 1);
    }
  }

  @Test
  void saysThatAFullOrReadOnlyFolderCannotBeUsed() throws Exception {
    Path ballast = fill();
    cannotWrite(() -> {
      try (DataFolder data = DataFolder.open(disk.resolve("data"))) {
        SqliteEventLog.open(data, InstantSource.system()).close();
      }
    });
    Files.delete(ballast);
    assertThat(run("mount", "-o", "remount,ro", disk.toString())).isZero();
    cannotWrite(() -> DataFolder.open(disk.resolve("other")).close());
  }

  private static Event message(int i) {
    return new Event.MessageSent(null, "cheese " + i + " ".repeat(4000));
  }

  /// Takes all of the disk but a little.
  private Path fill() throws IOException {
    Path ballast = disk.resolve("ballast");
    try (RandomAccessFile file = new RandomAccessFile(ballast.toFile(), "rw")) {
      byte[] block = new byte[4096];
      while (true) {
        file.write(block);
      }
    } catch (IOException full) {
      return ballast;
    }
  }

  private static long untilRefused(EventLog log) {
    for (int i = 0; i < 2000; i++) {
      try {
        log.append(CHEDDAR, message(i));
      } catch (LogException e) {
        assertThat(e.code()).isEqualTo(LogException.Code.CANNOT_WRITE);
        assertThat(e).hasMessageContaining("space");
        return log.lastSeq(CHEDDAR);
      }
    }
    throw new AssertionError("the disk never ran full");
  }

  private static void cannotWrite(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            LogException.class,
            e -> assertThat(e.code()).isEqualTo(LogException.Code.CANNOT_WRITE));
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
