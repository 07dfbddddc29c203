package manyhands.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files of the web app, all in memory: they are looked up by their exact path and never on a
/// disk, so that nothing in an address can lead anywhere else. Empty when the app was not built.
public final class WebFiles {
  public static final WebFiles NONE = new WebFiles(Map.of());
  private static final String FOLDER = "web/";

  /// Ends the name of a file that is another one, compressed.
  private static final String ZIPPED = ".gz";

  /// Some times what the app has; more means that something else got into the folder.
  private static final int MAX_FILES = 500;

  private static final long MAX_BYTES = 32L << 20;

  private final Map<String, WebFile> byPath;

  private WebFiles(Map<String, WebFile> byPath) {
    this.byPath = Map.copyOf(byPath);
  }

  /// Those that were built into this program.
  public static WebFiles built() {
    URL index = WebFiles.class.getResource("/" + FOLDER + "index.html");
    if (index == null) {
      return NONE;
    }
    try {
      return index.openConnection() instanceof JarURLConnection jar
          ? ofJar(jar.getJarFile())
          : ofFolder(Path.of(index.toURI()).resolveSibling(""));
    } catch (IOException e) {
      throw new UncheckedIOException("the web app in this program cannot be read", e);
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException("the class path has " + index, e);
    }
  }

  private static WebFiles ofJar(JarFile jar) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    List<JarEntry> entries =
        jar.stream().filter(it -> it.getName().startsWith(FOLDER) && !it.isDirectory()).toList();
    for (JarEntry entry : entries) {
      try (InputStream in = jar.getInputStream(entry)) {
        files.put(entry.getName().substring(FOLDER.length()), in.readAllBytes());
      }
    }
    return of(files);
  }

  static WebFiles ofFolder(Path folder) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString(), Files.readAllBytes(path));
      }
    }
    return of(files);
  }

  /// By their paths in the web folder.
  static WebFiles of(Map<String, byte[]> files) {
    long bytes = files.values().stream().mapToLong(it -> it.length).sum();
    if (files.size() > MAX_FILES || bytes > MAX_BYTES) {
      throw new IllegalStateException(
          "the web app is too large: " + files.size() + " files, " + bytes + " bytes");
    }
    Map<String, WebFile> byPath = new LinkedHashMap<>();
    files.forEach((name, content) -> {
      if (!name.endsWith(ZIPPED)) {
        byPath.put("/" + name, WebFile.of(name, content, files.get(name + ZIPPED)));
      }
    });
    return new WebFiles(byPath);
  }

  /// The file with exactly this path, such as `/assets/index-1a2b.js`.
  @Nullable WebFile at(String path) {
    return byPath.get(path);
  }

  /// The page that is the app; absent when it was not built.
  @Nullable WebFile index() {
    return byPath.get("/index.html");
  }
}
