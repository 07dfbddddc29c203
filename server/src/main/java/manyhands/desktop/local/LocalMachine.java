package manyhands.desktop.local;

import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import manyhands.desktop.Command;
import manyhands.desktop.CommandResult;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.DesktopId;
import manyhands.desktop.FileEntry;
import manyhands.desktop.Machine;
import manyhands.desktop.ScreenAddress;

/// A machine on this host. Files are reached by small programs that run inside, so links and mounts
/// lead nowhere else.
final class LocalMachine implements Machine {

  /// Files are small or bounded by the caller; a disk in memory is quick.
  private static final Duration FILE_TIME = Duration.ofSeconds(60);

  private static final int WORDS_OF_FAILURE = 1000;
  private static final int BYTES_PER_NAME = 4200;

  /// Opens without waiting (a FIFO) and without following a last link, and looks at what it has
  /// opened, so nothing can be swapped between. Exit 3: no plain file, 4: too large.
  private static final String READ =
      """
      my ($path, $limit) = @ARGV;
      my $file;
      sysopen($file, $path, 0400000 | 04000) && -f $file or exit 3;
      my $sent = 0;
      while (my $got = sysread($file, my $bytes, 65536)) {
        $sent += $got;
        exit 4 if $sent > $limit;
        print STDOUT $bytes or exit 5;
      }
      """;

  private static final String WRITE =
      """
      folder=$(dirname -- "$1") && mkdir -p -- "$folder" && new=$(mktemp "$folder/.new-XXXXXX") &&
        cat >"$new" && chmod 644 "$new" && mv -fT -- "$new" "$1"
      """;

  private static final String LIST =
      "cd -- \"$1\" && find . -mindepth 1 -name '.*' -prune -o -type f -printf '%s %T@ %P\\0'";

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
    return new ScreenAddress.UnixSocket(folder.resolve("screen/rfb"));
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
  public List<FileEntry> list(String path, int limit) {
    byte[] names = script(LIST, clean(path), new byte[0], limit * BYTES_PER_NAME).stdout();
    List<FileEntry> entries = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < names.length; i++) {
      if (names[i] == 0) {
        entry(names, start, i, entries);
        start = i + 1;
      }
    }
    entries.sort(Comparator.comparing(FileEntry::path));
    return List.copyOf(entries.subList(0, Math.min(limit, entries.size())));
  }

  /// A name that is no UTF-8 cannot be written in the log or asked for again, and is left out.
  private static void entry(byte[] bytes, int start, int end, List<FileEntry> entries) {
    try {
      String line =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(java.nio.ByteBuffer.wrap(bytes, start, end - start))
              .toString();
      String[] parts = line.split(" ", 3);
      double modified = Double.parseDouble(parts[1]);
      entries.add(
          new FileEntry(
              parts[2], Long.parseLong(parts[0]), Instant.ofEpochMilli((long) (modified * 1000))));
    } catch (CharacterCodingException | RuntimeException _) {
      // Not a file that can be named.
    }
  }

  @Override
  public long read(String path, OutputStream to, long limit) {
    needed();
    Bounded sent = new Bounded(to, limit);
    Bounded errors = new Bounded(OutputStream.nullOutputStream(), 0);
    Command command =
        new Command(
            List.of("perl", "-e", READ, "--", clean(path), "" + limit), new byte[0], FILE_TIME, 0);
    Inside.Ended ended = inside.run(command, sent, errors);
    if (ended.exitCode() == 4 || sent.truncated()) {
      throw new DesktopException(
          Code.TOO_LARGE, "the file " + brief(path) + " has more than " + limit + " bytes");
    }
    if (ended.exitCode() == 3) {
      throw new DesktopException(Code.NO_SUCH_FILE, "there is no plain file " + brief(path));
    }
    done(ended.exitCode(), ended.timedOut(), "read " + brief(path), "");
    return sent.written();
  }

  @Override
  public void write(String path, byte[] content) {
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
