package manyhands.desktop.local;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import manyhands.desktop.Command;
import manyhands.desktop.CommandResult;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopId;
import manyhands.desktop.FileEntry;
import manyhands.desktop.Machine;
import manyhands.desktop.Program;
import manyhands.desktop.RunningProgram;
import manyhands.desktop.ScreenAddress;

/// A machine on this host. Files are read from outside, by paths that the kernel resolves inside,
/// and written by a small program inside.
final class LocalMachine implements Machine {

  /// Files are small or bounded by the caller; a disk in memory is quick.
  private static final Duration FILE_TIME = Duration.ofSeconds(60);

  private static final int WORDS_OF_FAILURE = 1000;

  private static final String WRITE =
      """
      folder=$(dirname -- "$1") && mkdir -p -- "$folder" && new=$(mktemp "$folder/.new-XXXXXX") &&
        cat >"$new" && chmod 644 "$new" && mv -fT -- "$new" "$1"
      """;

  private final DesktopId id;
  private final Path folder;
  private final MachineRecord record;
  private final Inside inside;

  LocalMachine(DesktopId id, Path folder, MachineRecord record, Inside inside) {
    this.id = id;
    this.folder = folder;
    this.record = record;
    this.inside = inside;
  }

  @Override
  public DesktopId id() {
    return id;
  }

  @Override
  public ScreenAddress screen() {
    return new ScreenAddress.UnixSocket(folder.resolve(Boot.SOCKET));
  }

  @Override
  public boolean alive() {
    return record.alive();
  }

  @Override
  public CommandResult run(Command command) {
    needed();
    CommandResult result = inside.run(command);
    if (result.exitCode() != 0) {
      needed();
    }
    return result;
  }

  @Override
  public RunningProgram start(Program program) {
    needed();
    return inside.start(program);
  }

  @Override
  public void pause() {
    new StandingStill(folder, this).begin();
  }

  @Override
  public void resume() {
    new StandingStill(folder, this).end();
  }

  @Override
  public List<FileEntry> list(String path, int limit) {
    needed();
    return new InsideFiles(record).list(clean(path), limit);
  }

  @Override
  public long read(String path, OutputStream to, long limit) {
    needed();
    return new InsideFiles(record).read(clean(path), to, limit);
  }

  @Override
  public void write(String path, byte[] content) {
    if (path.matches("(?s)(.*/)?\\.{0,2}")) {
      throw new DesktopException(Code.NO_SUCH_FILE, "that is no file's name: " + brief(path));
    }
    script(WRITE, clean(path), content, WORDS_OF_FAILURE);
  }

  private CommandResult script(String script, String path, byte[] stdin, int outputLimit) {
    needed();
    Command command =
        new Command(List.of("/bin/sh", "-c", script, "sh", path), stdin, FILE_TIME, outputLimit);
    CommandResult result = inside.run(command);
    if (result.exitCode() != 0 || result.timedOut()) {
      String words = new String(result.stderr(), StandardCharsets.UTF_8).strip();
      if (words.contains("No such file or directory")) {
        throw new DesktopException(Code.NO_SUCH_FILE, "there is no " + brief(path));
      }
      done(result.exitCode(), result.timedOut(), "reach " + brief(path), words);
    }
    return result;
  }

  private void done(int exitCode, boolean timedOut, String what, String words) {
    needed();
    if (timedOut) {
      throw new DesktopException(Code.TIMEOUT, "could not " + what + " in time");
    }
    if (exitCode != 0) {
      throw new DesktopException(
          Code.UNSUPPORTED, "could not %s (exit %d) %s".formatted(what, exitCode, words).strip());
    }
  }

  private void needed() {
    if (!alive()) {
      throw new DesktopException(Code.LOST, "the desktop " + id + " is gone");
    }
  }

  private static String clean(String path) {
    if (path.isEmpty() || path.indexOf('\0') >= 0) {
      throw new DesktopException(Code.NO_SUCH_FILE, "that is no file's name");
    }
    return path.startsWith("/") ? path : "/home/user/" + path;
  }

  private static String brief(String path) {
    return path.length() > 200 ? path.substring(0, 200) + "..." : path;
  }
}
