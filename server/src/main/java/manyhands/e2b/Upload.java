package manyhands.e2b;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import manyhands.desktop.DesktopException;
import manyhands.desktop.Machine;
import manyhands.desktop.Program;
import manyhands.desktop.RunningProgram;
import manyhands.envd.ConnectCode;

/// A file that is being written into a machine, of any length: a program inside takes the bytes as
/// they come. Its folders are made, what was there is replaced.
final class Upload implements AutoCloseable {

  private static final String SCRIPT =
      """
      mkdir -p "$(dirname "$1")" && { [ ! -d "$1" ] || { echo a directory >&2; exit 45; }; } &&
        { [ ! -p "$1" ] || { echo a pipe, which may have no reader >&2; exit 1; }; } &&
        exec cat >"$1"
      """;

  private static final int WORDS = 1000;

  /// What a connection brings comes in small pieces, and each on its way into a program costs.
  private static final int PIECE = 1 << 18;

  private final String path;
  private final RunningProgram program;
  private final OutputStream to;

  private Upload(String path, RunningProgram program) {
    this.path = path;
    this.program = program;
    this.to = new BufferedOutputStream(program.input(), PIECE);
  }

  static Upload to(Machine machine, String path) {
    List<String> argv = List.of("/bin/sh", "-c", SCRIPT, "sh", path);
    try {
      return new Upload(path, machine.start(new Program(argv, Map.of(), null, null)));
    } catch (DesktopException e) {
      throw EnvdFault.of(e);
    }
  }

  void all(InputStream from) throws IOException {
    byte[] chunk = new byte[1 << 16];
    for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
      some(chunk, 0, count);
    }
  }

  void some(byte[] bytes, int offset, int length) {
    try {
      to.write(bytes, offset, length);
    } catch (IOException _) {
      // It takes no more, and says why.
      finish();
      throw new EnvdFault(ConnectCode.INTERNAL, "path '" + path + "' could not be written");
    }
  }

  /// Returns when all of it is there; fails when it is not.
  void finish() {
    try {
      to.close();
    } catch (IOException _) {
      // The same: how it ended tells.
    }
    String words = "";
    try {
      words = new String(program.errors().readNBytes(WORDS), StandardCharsets.UTF_8).strip();
      RunningProgram.End end = program.await();
      if (end.exitCode() == Shell.NO_FOLDER) {
        throw new EnvdFault(ConnectCode.INVALID_ARGUMENT, "path '" + path + "' is a directory");
      }
      if (end.exitCode() != 0) {
        throw Shell.failed(path, words);
      }
    } catch (IOException e) {
      throw Shell.failed(path, words + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new EnvdFault(ConnectCode.CANCELED, "the server is going down");
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
