package manyhands.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder that holds everything of one installation, for one server at a time: its `lock` file
/// is locked as long as this is open (the kernel lets go of it when the process dies) and says
/// which process has it. Only its owner may look into it.
public final class DataFolder implements AutoCloseable {

  /// More than the digits of any process number.
  private static final int LONGEST_PID = 32;

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Makes the folder where needed and takes it. Fails with `LOCKED` when another server has it and
  /// `CANNOT_WRITE` when it cannot be made or written.
  public static DataFolder open(Path path) {
    try {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      FileChannel lock =
          FileChannel.open(
              path.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      return take(path, lock);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private static DataFolder take(Path path, FileChannel lock) throws IOException {
    try {
      if (!locked(lock)) {
        throw held(path, lock);
      }
      lock.truncate(0);
      lock.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"), 0);
      return new DataFolder(path, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static boolean locked(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  private static LogException held(Path path, FileChannel lock) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(LONGEST_PID);
    lock.read(text, 0);
    String pid = StandardCharsets.US_ASCII.decode(text.flip()).toString().strip();
    return new LogException(
        LogException.Code.LOCKED,
        "another server%s uses the data folder %s: stop it, or choose another folder with --data"
            .formatted(pid.matches("[0-9]+") ? " (process " + pid + ")" : "", path));
  }

  static LogException unwritable(Path path, IOException e) {
    return new LogException(
        LogException.Code.CANNOT_WRITE,
        "cannot write in the data folder %s (%s): make it writable and see that there is space, or"
                .formatted(path, reason(e))
            + " choose another folder with --data",
        e);
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  public Path path() {
    return path;
  }

  /// Lets go of the folder.
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }
}
