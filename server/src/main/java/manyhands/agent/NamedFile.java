package manyhands.agent;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import manyhands.desktop.DesktopException;
import manyhands.desktop.FileEntry;
import manyhands.desktop.Machine;

/// A file that an agent names as its result, as it is on the machine. `words` say what is there;
/// `beginning` is that of a text, empty for everything else.
record NamedFile(String path, State state, String words, String beginning) {

  /// So many are read for a check; a result of more is a folder's.
  static final int MOST = 20;

  /// Read of one file, to know its size: longer ones are only known to be longer.
  private static final int MOST_BYTES = 1 << 20;

  /// Shown of a text: about a page and a half. All together stay below what a picture costs twice.
  private static final int BEGINNING = 4_000;

  /// Named of a folder.
  private static final int MOST_NAMES = 20;

  /// What is found under a name.
  enum State {
    MISSING,
    EMPTY,
    THERE,
    /// This machine does not say.
    UNKNOWN
  }

  /// Fails with a [DesktopException] when the machine is gone.
  static NamedFile of(Machine machine, String path) {
    String plain = path.startsWith("~/") ? path.substring(2) : path;
    Head head = new Head();
    try {
      long size = machine.read(plain, head, MOST_BYTES);
      return size == 0
          ? new NamedFile(path, State.EMPTY, "an empty file", "")
          : there(path, "%,d bytes".formatted(size), head);
    } catch (DesktopException e) {
      return switch (e.code()) {
        case TOO_LARGE -> there(path, "more than 1 MiB", head);
        case NO_SUCH_FILE -> folder(machine, path, plain);
        case UNSUPPORTED, BAD_ACTION -> unknown(path);
        case UNAVAILABLE,
            START_FAILED,
            LOST,
            PROTOCOL,
            AUTHENTICATION,
            TIMEOUT,
            CLOSED,
            INTERRUPTED ->
            throw e;
      };
    }
  }

  private static NamedFile there(String path, String size, Head head) {
    String text = head.text();
    return new NamedFile(path, State.THERE, (text.isEmpty() ? "no text, " : "text, ") + size, text);
  }

  private static NamedFile unknown(String path) {
    return new NamedFile(path, State.UNKNOWN, "this computer does not say", "");
  }

  /// A folder with something in it is a result, too.
  private static NamedFile folder(Machine machine, String path, String plain) {
    List<FileEntry> files;
    try {
      files = machine.list(plain, MOST_NAMES);
    } catch (DesktopException e) {
      if (e.code() != DesktopException.Code.NO_SUCH_FILE) {
        throw e;
      }
      files = List.of();
    }
    return files.isEmpty()
        ? new NamedFile(path, State.MISSING, "no such file", "")
        : new NamedFile(
            path,
            State.THERE,
            "a folder with "
                + files.stream().map(FileEntry::path).collect(Collectors.joining(", ")),
            "");
  }

  /// Keeps the beginning of what is written to it.
  private static final class Head extends OutputStream {
    private final byte[] bytes = new byte[BEGINNING];
    private int kept;

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] more, int from, int count) {
      int taken = Math.min(count, bytes.length - kept);
      System.arraycopy(more, from, bytes, kept, taken);
      kept += taken;
    }

    /// Empty when it is no text.
    String text() {
      CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
      CharBuffer text = CharBuffer.allocate(kept);
      // Half a character at the end is where it was cut.
      boolean bad =
          decoder
              .decode(ByteBuffer.wrap(Arrays.copyOf(bytes, kept)), text, kept < bytes.length)
              .isError();
      String read = text.flip().toString();
      return bad || read.indexOf('\0') >= 0 ? "" : read;
    }
  }
}
