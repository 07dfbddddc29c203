package manyhands.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopOpener;
import manyhands.desktop.DesktopPool;
import manyhands.desktop.DesktopSpec;
import manyhands.desktop.Machine;
import manyhands.desktop.Size;
import manyhands.desktop.local.LocalDesktops;
import manyhands.desktop.local.LocalPlaces;
import manyhands.desktop.rfb.RfbDesktops;

/// Real desktops and folders for the benchmarks; closing it leaves nothing behind.
final class Lab implements AutoCloseable {

  private static final Duration DRAWN_WITHIN = Duration.ofSeconds(20);
  static final DesktopSpec.Limits LIMITS = new DesktopSpec.Limits(2L << 30, 512, 2L << 30);

  private final Path folder;
  private final Path runtime;
  private final LocalDesktops provider;
  private final ThreadFactory threads = Thread.ofVirtual().factory();
  private final AtomicInteger count = new AtomicInteger();

  Lab() throws IOException {
    folder = Files.createTempDirectory(Path.of("/tmp"), "manyhands-bench-");
    runtime = Files.createTempDirectory(Path.of("/tmp"), "mhb-");
    Path image = Path.of(System.getProperty("manyhands.home"), "image");
    provider = new LocalDesktops(new LocalPlaces(image, runtime), threads);
  }

  Path folder(String name) {
    return folder.resolve(name);
  }

  LocalDesktops provider() {
    return provider;
  }

  DesktopOpener opener() {
    return RfbDesktops.whenDrawn(DRAWN_WITHIN, threads);
  }

  /// A fresh desktop, up to its first frame with the panel drawn.
  Seated desktop() {
    Machine machine = provider.start(spec("bench-" + count.incrementAndGet()));
    return new Seated(RfbDesktops.whenDrawn(DRAWN_WITHIN, threads).open(machine), provider);
  }

  static DesktopSpec spec(String id) {
    return new DesktopSpec(
        new DesktopId(id), new Size(1280, 800), DesktopSpec.Network.INTERNET, LIMITS);
  }

  DesktopPool pool(DesktopPool.Limits limits, Supplier<DesktopId> ids) {
    return new DesktopPool(
        provider, RfbDesktops.whenDrawn(Duration.ofMinutes(2), threads), limits, ids, threads);
  }

  /// A desktop in use; closing it ends its machine.
  record Seated(Desktop desktop, LocalDesktops provider) implements AutoCloseable {
    @Override
    public void close() {
      desktop.close();
      provider.stop(desktop.id());
    }
  }

  @Override
  public void close() {
    provider.list().forEach(machine -> provider.stop(machine.id()));
    deleteAll(runtime);
    deleteAll(folder);
  }

  private static void deleteAll(Path all) {
    try (var files = Files.walk(all)) {
      files.sorted(Comparator.reverseOrder()).forEach(Lab::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
