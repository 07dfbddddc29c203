package manyhands.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import manyhands.Tree;

/// The npm packages and scripts of tests: `server/src/test/browser`, copied to
/// `server/target/browser` with `node_modules` beside the scripts, so that they find them.
///
/// `npm ci` runs when `package-lock.json` has changed since the last time; otherwise nothing is
/// asked of the network.
public final class NpmPackages {
  private static final Path SOURCE = Tree.ROOT.resolve("server/src/test/browser");
  private static final Path TARGET = Tree.ROOT.resolve("server/target/browser");

  /// Some megabytes from a registry that may be slow.
  private static final Duration INSTALLS_WITHIN = Duration.ofMinutes(5);

  private static boolean ready;

  private NpmPackages() {}

  /// The folder with the scripts and `node_modules`, complete.
  public static synchronized Path folder() {
    if (ready) {
      return TARGET;
    }
    try {
      Files.createDirectories(TARGET);
      // Two test runs of one checkout may start at once.
      try (FileChannel lock =
              FileChannel.open(
                  TARGET.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = lock.lock()) {
        install();
        copyScripts();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ready = true;
    return TARGET;
  }

  private static void install() throws IOException {
    String wanted = Files.readString(SOURCE.resolve("package-lock.json"));
    Path installed = TARGET.resolve("installed.json");
    if (Files.exists(installed) && Files.readString(installed).equals(wanted)) {
      return;
    }
    Files.deleteIfExists(installed);
    for (String file : List.of("package.json", "package-lock.json")) {
      Files.copy(SOURCE.resolve(file), TARGET.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    npm("ci", "--ignore-scripts", "--no-audit", "--no-fund");
    Files.writeString(installed, wanted);
  }

  private static void npm(String... words) throws IOException {
    Path log = TARGET.resolve("npm.log");
    Process npm;
    try {
      npm =
          new ProcessBuilder(Stream.concat(Stream.of("npm"), Stream.of(words)).toList())
              .directory(TARGET.toFile())
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

  private static void copyScripts() throws IOException {
    try (Stream<Path> files = Files.list(SOURCE)) {
      for (Path file : files.toList()) {
        Files.copy(file, TARGET.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
