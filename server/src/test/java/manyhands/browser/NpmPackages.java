package manyhands.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import manyhands.Tree;

/// The npm packages and scripts of tests: a folder of `server/src/test`, copied to `server/target`
/// with `node_modules` beside the scripts, so that they find them.
///
/// `npm ci` runs when `package-lock.json` has changed since the last time; otherwise nothing is
/// asked of the network.
public final class NpmPackages {
  private static final Path SOURCES = Tree.ROOT.resolve("server/src/test");
  private static final Path TARGETS = Tree.ROOT.resolve("server/target");

  /// Some megabytes from a registry that may be slow.
  private static final Duration INSTALLS_WITHIN = Duration.ofMinutes(5);

  private static final Set<String> READY = new HashSet<>();

  private final Path source;
  private final Path target;

  private NpmPackages(String name) {
    source = SOURCES.resolve(name);
    target = TARGETS.resolve(name);
  }

  /// The folder of browser tests.
  public static Path folder() {
    return folder("browser");
  }

  /// The folder with the scripts of `server/src/test/NAME` and `node_modules`, complete.
  public static synchronized Path folder(String name) {
    NpmPackages packages = new NpmPackages(name);
    if (READY.contains(name)) {
      return packages.target;
    }
    try {
      Files.createDirectories(packages.target);
      // Two test runs of one checkout may start at once.
      try (FileChannel lock =
              FileChannel.open(
                  packages.target.resolve("lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var _ = lock.lock()) {
        packages.install();
        packages.copyScripts();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    READY.add(name);
    return packages.target;
  }

  private void install() throws IOException {
    String wanted = Files.readString(source.resolve("package-lock.json"));
    Path installed = target.resolve("installed.json");
    if (Files.exists(installed) && Files.readString(installed).equals(wanted)) {
      return;
    }
    Files.deleteIfExists(installed);
    for (String file : List.of("package.json", "package-lock.json")) {
      Files.copy(source.resolve(file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    npm("ci", "--ignore-scripts", "--no-audit", "--no-fund");
    Files.writeString(installed, wanted);
  }

  private void npm(String... words) throws IOException {
    Path log = target.resolve("npm.log");
    Process npm;
    try {
      npm =
          new ProcessBuilder(Stream.concat(Stream.of("npm"), Stream.of(words)).toList())
              .directory(target.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new IllegalStateException(
          "these tests need npm (with Node.js 18 or newer) in the PATH and it is not there", e);
    }
    try {
      if (!npm.waitFor(INSTALLS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        npm.destroyForcibly();
        throw new IllegalStateException("npm did not end within " + INSTALLS_WITHIN);
      }
    } catch (InterruptedException e) {
      npm.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while npm was installing", e);
    }
    if (npm.exitValue() != 0) {
      throw new IllegalStateException(
          "npm " + String.join(" ", words) + " failed:\n" + Files.readString(log));
    }
  }

  private void copyScripts() throws IOException {
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
