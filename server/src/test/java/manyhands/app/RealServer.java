package manyhands.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import manyhands.Tree;
import manyhands.desktop.DesktopException;
import manyhands.desktop.Machine;
import manyhands.desktop.local.LocalDesktops;
import manyhands.desktop.local.LocalPlaces;
import org.awaitility.Awaitility;

/// A real server with a data folder of its own that can be killed and started again at the same
/// address. Closing it leaves nothing behind.
public final class RealServer implements AutoCloseable {
  private static final int LONGEST_FILE = 100_000;
  private static final Duration APPEARS_WITHIN = Duration.ofSeconds(20);

  private final Map<String, String> environment;
  private final Path folder;
  private final Path data;
  private final Place place;
  private final LocalDesktops desktops;
  private ServerProcess process;

  /// Starts one with these variables in its environment.
  public RealServer(Map<String, String> environment) {
    this.environment = environment;
    try {
      folder =
          Files.setPosixFilePermissions(
              Files.createTempDirectory(Path.of("/tmp"), "mh"),
              PosixFilePermissions.fromString("rwx--x--x"));
      data = folder.resolve("data");
      place =
          Place.of(
              new Settings(
                  System.getenv(),
                  folder,
                  Tree.ROOT,
                  Terminal.standard(Map.of()),
                  new RealDesktops()),
              data);
      process = ServerProcess.start(Tree.ROOT, data, 0, environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LocalPlaces places = new LocalPlaces(Tree.ROOT.resolve("image"), place.runtime());
    desktops = new LocalDesktops(places, Thread.ofVirtual().factory());
  }

  public ServerProcess process() {
    return process;
  }

  /// Its data folder.
  public Path data() {
    return data;
  }

  /// As `kill -9` does.
  public void kill() {
    process.kill();
  }

  /// Starts it again where it was.
  public void startAgain() {
    int port = process.address().getPort();
    process.close();
    try {
      process = ServerProcess.start(Tree.ROOT, data, port, environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What stands in a file of some desktop, as soon as it ends with a line break.
  public String lineIn(String path) {
    return Awaitility.await()
        .atMost(APPEARS_WITHIN)
        .until(
            () ->
                desktops.list().stream()
                    .flatMap(machine -> read(machine, path).stream())
                    .filter(text -> text.endsWith("\n"))
                    .findFirst()
                    .orElse(""),
            text -> !text.isEmpty());
  }

  private static Optional<String> read(Machine machine, String path) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      long _ = machine.read(path, bytes, LONGEST_FILE);
      return Optional.of(bytes.toString(UTF_8));
    } catch (DesktopException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    process.close();
    desktops.list().forEach(machine -> desktops.stop(machine.id()));
    desktops.close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
