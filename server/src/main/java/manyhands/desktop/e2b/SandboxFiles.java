package manyhands.desktop.e2b;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import manyhands.desktop.Command;
import manyhands.desktop.CommandResult;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;
import manyhands.desktop.FileEntry;
import tools.jackson.databind.JsonNode;

/// The files of a sandbox. Only plain files are read: whatever might never end is not begun.
final class SandboxFiles {

  private static final Duration LIST_TIME = Duration.ofSeconds(60);

  /// Files are bounded by the caller; a slow line takes a minute or two for the largest.
  private static final Duration FILE_TIME = Duration.ofMinutes(5);

  private static final int LONGEST_LIST = 16 << 20;
  private static final int CHUNK = 1 << 16;

  private static final String LIST =
      """
      cd -- "$1" && find . -mindepth 1 -maxdepth 64 -name '.*' -prune -o -type f \
      -printf '%s %T@ %P\\0' 2>/dev/null | head -c 16777216
      """;

  private static final String BOUNDARY = "manyhands-7d8f1c2b9e3a4605";

  private final Envd envd;
  private final Programs programs;
  private final ThreadFactory threads;

  SandboxFiles(Envd envd, Programs programs, ThreadFactory threads) {
    this.envd = envd;
    this.programs = programs;
    this.threads = threads;
  }

  List<FileEntry> list(String folder, int limit) {
    Command command =
        new Command(
            List.of("/bin/sh", "-c", LIST, "sh", clean(folder)),
            new byte[0],
            LIST_TIME,
            LONGEST_LIST);
    CommandResult result = programs.run(command);
    if (result.timedOut()) {
      throw new DesktopException(Code.TIMEOUT, "could not list " + brief(folder) + " in time");
    }
    if (result.exitCode() != 0 && result.stdout().length == 0) {
      throw noFile(folder);
    }
    List<FileEntry> found = new ArrayList<>();
    int from = 0;
    byte[] all = result.stdout();
    for (int i = 0; i < all.length; i++) {
      if (all[i] == 0) {
        add(found, ByteBuffer.wrap(all, from, i - from));
        from = i + 1;
      }
    }
    found.sort(Comparator.comparing(FileEntry::path));
    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
  }

  /// Names that are not UTF-8 are left out.
  private static void add(List<FileEntry> found, ByteBuffer line) {
    try {
      String[] words = UTF_8.newDecoder().decode(line).toString().split(" ", 3);
      long millis = Math.round(Double.parseDouble(words[1]) * 1000);
      found.add(new FileEntry(words[2], Long.parseLong(words[0]), Instant.ofEpochMilli(millis)));
    } catch (CharacterCodingException | NumberFormatException | ArrayIndexOutOfBoundsException _) {
      // No name that anybody could use.
    }
  }

  long read(String path, OutputStream to, long limit) {
    String absolute = clean(path);
    if (absolute.matches("/+(proc|sys|dev)(/.*)?")) {
      throw noFile(path);
    }
    JsonNode entry =
        envd.call("filesystem.Filesystem/Stat", Map.of("path", absolute))
            .orElseThrow(() -> noFile(path))
            .path("entry");
    if (!entry.path("type").asString("").equals("FILE_TYPE_FILE")) {
      throw noFile(path);
    }
    if (entry.path("size").asLong(0) > limit) {
      throw tooLarge(path, limit);
    }
    HttpResponse<InputStream> answer = envd.download(absolute);
    if (answer.statusCode() == 502 || answer.statusCode() == 401) {
      throw envd.failure(answer.statusCode(), Envd.start(answer.body()));
    }
    if (answer.statusCode() != 200) {
      Envd.close(answer.body());
      throw noFile(path);
    }
    return copy(path, answer.body(), to, limit);
  }

  private long copy(String path, InputStream from, OutputStream to, long limit) {
    Thread watch = threads.newThread(() -> closeInTime(from));
    watch.start();
    try (from) {
      byte[] chunk = new byte[CHUNK];
      long all = 0;
      for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
        all += count;
        if (all > limit) {
          throw tooLarge(path, limit);
        }
        write(to, chunk, count);
      }
      return all;
    } catch (IOException e) {
      throw new DesktopException(
          Code.LOST, "the file " + brief(path) + " broke off: " + e.getMessage(), e);
    } finally {
      watch.interrupt();
    }
  }

  /// Trouble of the taker's is none of the sandbox's.
  private static void write(OutputStream to, byte[] chunk, int count) {
    try {
      to.write(chunk, 0, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void closeInTime(InputStream from) {
    try {
      Thread.sleep(FILE_TIME);
      Envd.close(from);
    } catch (InterruptedException _) {
      // It was read in time.
    }
  }

  void write(String path, byte[] content) {
    if (path.matches("(?s)(.*/)?\\.{0,2}")) {
      throw new DesktopException(Code.NO_SUCH_FILE, "that is no file's name: " + brief(path));
    }
    // Where it goes stands in the query; the name in the part is nobody's.
    byte[] head =
        """
        --%s\r
        Content-Disposition: form-data; name="file"; filename="file"\r
        Content-Type: application/octet-stream\r
        \r
        """
            .formatted(BOUNDARY)
            .getBytes(UTF_8);
    byte[] tail = "\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(UTF_8);
    HttpResponse<byte[]> answer =
        envd.upload(
            clean(path),
            "multipart/form-data; boundary=" + BOUNDARY,
            BodyPublishers.ofByteArrays(List.of(head, content, tail)),
            FILE_TIME);
    if (answer.statusCode() != 200) {
      throw envd.failure(answer.statusCode(), answer.body());
    }
  }

  private static String clean(String path) {
    if (path.isEmpty() || path.indexOf('\0') >= 0) {
      throw new DesktopException(Code.NO_SUCH_FILE, "that is no file's name");
    }
    return path.startsWith("/") ? path : "/home/user/" + path;
  }

  private static DesktopException noFile(String path) {
    return new DesktopException(
        Code.NO_SUCH_FILE, "there is no plain file that can be used: " + brief(path));
  }

  private static DesktopException tooLarge(String path, long limit) {
    return new DesktopException(Code.TOO_LARGE, brief(path) + " has more than " + limit + " bytes");
  }

  private static String brief(String path) {
    return path.length() > 200 ? path.substring(0, 200) + "..." : path;
  }
}
