package manyhands.desktop.rfb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import manyhands.desktop.DesktopId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of all recordings, and how much room is left for each. Safe for many threads.
final class RecordingShelves {

  private static final Logger LOG = LoggerFactory.getLogger(RecordingShelves.class);

  private static final String ENDING = ".screen";

  private final Path folder;
  private final RecordingLimits limits;

  /// Bytes by shelf, since it was first written to by this process.
  private final Map<String, Long> used = new HashMap<>();

  RecordingShelves(Path folder, RecordingLimits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  /// Makes the folder of a desktop's recording, which only its owner can look into.
  Path folder(String shelf, DesktopId desktop) throws IOException {
    Path made = shelf(shelf).resolve(desktop.value());
    return Files.createDirectories(
        made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private Path shelf(String shelf) {
    if (!DesktopId.valid(shelf)) {
      throw new IllegalArgumentException("no shelf can be called " + shelf);
    }
    return folder.resolve(shelf);
  }

  /// The files of a desktop's recording in the order in which they were made.
  List<Path> files(String shelf, DesktopId desktop) {
    try (Stream<Path> found = Files.list(shelf(shelf).resolve(desktop.value()))) {
      return found
          .filter(file -> file.getFileName().toString().matches("[0-9]{6}\\" + ENDING))
          .sorted()
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  /// The name of a further file.
  static Path next(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return folder.resolve(String.format(Locale.ROOT, "%06d%s", found.count() + 1, ENDING));
    }
  }

  static int number(Path file) {
    return Integer.parseInt(file.getFileName().toString().replace(ENDING, ""));
  }

  /// Counts what is written for one desktop.
  Recorder.Room room(String shelf, Path desktop) throws IOException {
    long[] own = {bytes(desktop)};
    synchronized (used) {
      used.put(shelf, bytes(shelf(shelf)));
    }
    return bytes -> {
      own[0] += bytes;
      long together;
      synchronized (used) {
        together = used.merge(shelf, (long) bytes, Long::sum);
      }
      if (own[0] >= limits.desktopBytes()) {
        return "the desktop's recording is as long as it may be";
      }
      if (together >= limits.shelfBytes()) {
        return "the session's recordings are as long as they may be";
      }
      return folder.toFile().getUsableSpace() < limits.freeBytes() ? "the disk is nearly full" : "";
    };
  }

  /// Removes the recordings that were written to longest ago while all together are too large; that
  /// shelf stays.
  synchronized void makeRoom(String but) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    long together = bytes(folder);
    if (together <= limits.allBytes()) {
      return;
    }
    List<Path> oldest;
    try (Stream<Path> shelves = Files.list(folder)) {
      oldest = shelves.sorted(Comparator.comparing(RecordingShelves::touched)).toList();
    }
    for (Path shelf : oldest) {
      if (together > limits.allBytes() && !shelf.getFileName().toString().equals(but)) {
        together -= bytes(shelf);
        remove(shelf);
        LOG.info("removed the recordings of {} to make room", shelf.getFileName());
      }
    }
  }

  private static FileTime touched(Path shelf) {
    try (Stream<Path> files = Files.walk(shelf)) {
      FileTime newest = FileTime.fromMillis(0);
      for (Path file : files.toList()) {
        FileTime one = Files.getLastModifiedTime(file);
        newest = one.compareTo(newest) > 0 ? one : newest;
      }
      return newest;
    } catch (IOException _) {
      return FileTime.fromMillis(0);
    }
  }

  private static void remove(Path shelf) throws IOException {
    try (Stream<Path> files = Files.walk(shelf)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
