package manyhands.desktop;

import java.io.OutputStream;
import java.util.List;

/// A running machine with a screen. Paths are absolute, or relative to the user's home folder. What
/// comes out of it is hostile: links are never followed out of it, and only plain files are read.
public interface Machine {

  DesktopId id();

  ScreenAddress screen();

  /// False once the machine is gone.
  boolean alive();

  CommandResult run(Command command);

  /// Starts a program and returns once it runs. Fails with `UNSUPPORTED` where programs can only be
  /// waited for, with `NO_SUCH_FILE` when there is no such folder to start it in, with `BAD_ACTION`
  /// for a name that no variable has.
  default RunningProgram start(Program program) {
    throw new DesktopException(
        DesktopException.Code.UNSUPPORTED, "programs cannot be kept running in this desktop");
  }

  /// Lets its programs stand still where they are, without costing anything but memory; its screen
  /// can still be seen, and nothing is done twice. Fails with `UNSUPPORTED` where that cannot be.
  default void pause() {
    throw cannotStandStill();
  }

  /// Lets its programs go on where they were; does nothing when they run. Fails as [#pause] does.
  default void resume() {
    throw cannotStandStill();
  }

  private DesktopException cannotStandStill() {
    return new DesktopException(
        DesktopException.Code.UNSUPPORTED, "the programs of this desktop cannot be paused");
  }

  /// Every plain file under the folder that can be seen (no part of its path starts with a dot), at
  /// most `limit` of them, ordered by path.
  List<FileEntry> list(String folder, int limit);

  /// Copies a plain file's bytes and returns how many; `TOO_LARGE` when there are more than `limit`
  /// (nothing is promised about what was written by then), `NO_SUCH_FILE` when it is none. Trouble
  /// of `to` comes back as an [java.io.UncheckedIOException].
  long read(String path, OutputStream to, long limit);

  /// Writes a file, making its folders, replacing what was there.
  void write(String path, byte[] content);
}
