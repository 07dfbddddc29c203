package manyhands.desktop.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.FileEntry;
import org.jspecify.annotations.Nullable;

/// The files of a running desktop, reached from outside without a program inside: the kernel
/// resolves every path within the desktop's root. Names that are not UTF-8 are left out. Blocking
/// files (pipes, devices) are never opened.
final class InsideFiles {
  private static final String HOME = "home/user";

  /// More than a person keeps, few enough to look at in a second.
  private static final int VISITED_AT_MOST = 100_000;

  /// Each level holds one file open.
  private static final int DEPTH_AT_MOST = 64;

  private static final int CHUNK = 1 << 16;
  private static final int READABLE_BY_ALL = 04;

  private final MachineRecord record;

  InsideFiles(MachineRecord record) {
    this.record = record;
  }

  List<FileEntry> list(String folder, int limit) {
    List<FileEntry> found = new ArrayList<>();
    try (Kernel.Handle root = root();
        Kernel.Handle start = at(root, folder)) {
      requireOurs(root, start);
      walk(start, "", 0, new int[1], found);
    } catch (IOException e) {
      throw noFile(folder, e);
    }
    found.sort(Comparator.comparing(FileEntry::path));
    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
  }

  private static void walk(
      Kernel.Handle folder, String prefix, int depth, int[] visited, List<FileEntry> found)
      throws IOException {
    if (depth > DEPTH_AT_MOST) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.path())) {
      for (Path entry : entries) {
        if (++visited[0] > VISITED_AT_MOST) {
          return;
        }
        String name = name(entry);
        if (name == null || name.startsWith(".")) {
          continue;
        }
        visit(folder, entry, prefix, name, depth, visited, found);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void visit(
      Kernel.Handle folder,
      Path entry,
      String prefix,
      String name,
      int depth,
      int[] visited,
      List<FileEntry> found) {
    try {
      BasicFileAttributes file =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (file.isRegularFile()) {
        found.add(new FileEntry(prefix + name, file.size(), file.lastModifiedTime().toInstant()));
      } else if (file.isDirectory()) {
        try (Kernel.Handle inner =
            Kernel.open(folder.number(), name, Kernel.HANDLE, Kernel.NO_LINKS_BELOW)) {
          walk(inner, prefix + name + "/", depth + 1, visited, found);
        }
      }
    } catch (IOException e) {
      // Removed or replaced while we looked, or closed to us: not there to be seen.
    }
  }

  /// The name's bytes as UTF-8 whatever our own locale is; null when they are not.
  private static @Nullable String name(Path entry) {
    String path = entry.toUri().getRawPath();
    String last = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    byte[] text = last.substring(last.lastIndexOf('/') + 1).getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes = ByteBuffer.allocate(text.length);
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '%') {
        bytes.put(
            (byte) Integer.parseInt(new String(text, i + 1, 2, StandardCharsets.US_ASCII), 16));
        i += 2;
      } else {
        bytes.put(text[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  long read(String path, OutputStream to, long limit) {
    try (Kernel.Handle root = root();
        Kernel.Handle handle = at(root, path)) {
      requireReadable(root, handle, path);
      // Through the handle: what was looked at is what is read, whatever the name means by now.
      try (Kernel.Handle file =
          Kernel.open(
              Kernel.HERE,
              handle.path().toString(),
              Kernel.READ | Kernel.NONBLOCK,
              Kernel.ANYWHERE)) {
        return copy(file, to, limit, path);
      }
    } catch (IOException e) {
      throw noFile(path, e);
    }
  }

  private static long copy(Kernel.Handle file, OutputStream to, long limit, String path)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    long total = 0;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(CHUNK);
      int count = Kernel.read(file, buffer);
      while (count > 0) {
        total += count;
        if (total > limit) {
          throw new DesktopException(
              Code.TOO_LARGE, "the file has more than " + limit + " bytes: " + path);
        }
        MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, chunk, 0, count);
        write(to, chunk, count);
        count = Kernel.read(file, buffer);
      }
    }
    return total;
  }

  /// Trouble of the taker's is none of the file's.
  private static void write(OutputStream to, byte[] chunk, int count) {
    try {
      to.write(chunk, 0, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The desktop's own root, made sure to be this desktop's.
  private Kernel.Handle root() throws IOException {
    Kernel.Handle root =
        Kernel.open(
            Kernel.HERE, "/proc/" + record.init() + "/root", Kernel.HANDLE, Kernel.ANYWHERE);
    if (!record.alive()) {
      root.close();
      throw new DesktopException(Code.LOST, "the desktop is gone");
    }
    return root;
  }

  private static Kernel.Handle at(Kernel.Handle root, String path) throws IOException {
    return Kernel.open(root.number(), inRoot(path), Kernel.HANDLE, Kernel.IN_ROOT);
  }

  private static String inRoot(String path) {
    if (path.indexOf('\0') >= 0) {
      throw noFile("a path with a zero in it", null);
    }
    return path.startsWith("/") ? path : HOME + "/" + path;
  }

  /// We may be root, who may read everything: what the desktop's user could not is not read.
  private static void requireReadable(Kernel.Handle root, Kernel.Handle file, String path)
      throws IOException {
    int mode = (int) Files.getAttribute(file.path(), "unix:mode");
    if (!Files.isRegularFile(file.path())
        || !(isOurs(root, file) || (mode & READABLE_BY_ALL) != 0)) {
      throw noFile(path, null);
    }
  }

  private static void requireOurs(Kernel.Handle root, Kernel.Handle file) throws IOException {
    if (!isOurs(root, file) || !Files.isDirectory(file.path())) {
      throw noFile("outside of the user's folders", null);
    }
  }

  /// In the desktop's own memory file systems, as against the host's or the kernel's files.
  private static boolean isOurs(Kernel.Handle root, Kernel.Handle file) throws IOException {
    Object device = device(file);
    return device.equals(device(root, HOME)) || device.equals(device(root, "tmp"));
  }

  private static Object device(Kernel.Handle file) throws IOException {
    return Files.getAttribute(file.path(), "unix:dev");
  }

  private static Object device(Kernel.Handle root, String path) throws IOException {
    try (Kernel.Handle folder = Kernel.open(root.number(), path, Kernel.HANDLE, Kernel.IN_ROOT)) {
      return device(folder);
    }
  }

  static DesktopException noFile(String path, @Nullable IOException cause) {
    String message = "there is no plain file that can be used: " + path;
    return cause == null
        ? new DesktopException(Code.NO_SUCH_FILE, message)
        : new DesktopException(Code.NO_SUCH_FILE, message + " (" + cause.getMessage() + ")", cause);
  }
}
