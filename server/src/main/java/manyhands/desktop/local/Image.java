package manyhands.desktop.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The image as machines use it: a copy in the runtime folder, in a folder named by what is in it
/// and reached through a link. A machine goes on with the copy that it was booted with while a new
/// version is published beside it; copies that no machine uses are removed.
///
/// ```
/// runtime/image -> image-3f2a...      what new machines are booted with
/// runtime/m/ID/image -> image-9c1b... what that machine was
/// ```
record Image(LocalPlaces places) {

  private static final String PREFIX = "image-";
  private static final String UNFINISHED = "unfinished-";
  private static final int DIGITS = 16;

  void publish() throws IOException {
    Path runtime = places.runtime();
    StreamPage page = StreamPage.built();
    String digest = digest(places.image(), page);
    Path copy = runtime.resolve(PREFIX + digest);
    // What lies in /tmp for long is cleaned away file by file.
    if (!Files.isDirectory(copy) || !digest(copy, StreamPage.NONE).equals(digest)) {
      Path fresh = Files.createTempDirectory(runtime, UNFINISHED);
      LocalPlaces.copy(places.image(), fresh);
      page.writeInto(fresh);
      LocalPlaces.delete(copy);
      Files.move(fresh, copy);
    }
    link(places.published(), copy);
    removeUnused(copy.getFileName().toString());
  }

  /// Notes down what a machine is booted with.
  void usedBy(Path folder) throws IOException {
    link(folder.resolve("image"), places.published().toRealPath());
  }

  private static void link(Path link, Path target) throws IOException {
    if (Files.isDirectory(link, LinkOption.NOFOLLOW_LINKS)) {
      LocalPlaces.delete(link);
    }
    Path fresh = link.resolveSibling(UNFINISHED + link.getFileName());
    Files.deleteIfExists(fresh);
    Files.createSymbolicLink(fresh, target.getFileName());
    Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void removeUnused(String current) throws IOException {
    Set<String> used = new HashSet<>(Set.of(current));
    for (Path folder : list(places.machines())) {
      Path link = folder.resolve("image");
      if (Files.isSymbolicLink(link)) {
        used.add(Files.readSymbolicLink(link).toString());
      }
    }
    for (Path copy : list(places.runtime())) {
      String name = copy.getFileName().toString();
      if (name.startsWith(UNFINISHED) || (name.startsWith(PREFIX) && !used.contains(name))) {
        LocalPlaces.delete(copy);
      }
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (var all = Files.list(folder)) {
      return all.toList();
    }
  }

  /// The same for the same files with the same content and the same right to be run.
  private static String digest(Path folder, StreamPage page) throws IOException {
    SortedMap<String, byte[]> all = new TreeMap<>();
    page.files().forEach((name, bytes) -> all.put(name + "\0-", bytes));
    try (var files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String right = Files.isExecutable(file) ? "x" : "-";
        all.put(folder.relativize(file) + "\0" + right, Files.readAllBytes(file));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    MessageDigest digest = sha256();
    all.forEach((name, bytes) -> {
      digest.update((name + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    });
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
