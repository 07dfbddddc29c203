package manyhands.desktop.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import manyhands.Tree;

/// A folder for desktops of a test's own, also for tests of other packages. Closing it ends them
/// all.
public final class RoomsForDesktops implements AutoCloseable {

  private final LocalPlaces places;

  private RoomsForDesktops(LocalPlaces places) {
    this.places = places;
  }

  public static RoomsForDesktops make() {
    try {
      Path runtime = Files.createTempDirectory(Path.of("/tmp"), "mh-");
      return new RoomsForDesktops(new LocalPlaces(Tree.ROOT.resolve("image"), runtime));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As a server makes one when it starts.
  public LocalDesktops provider() {
    return new LocalDesktops(places, Thread.ofVirtual().factory());
  }

  LocalPlaces places() {
    return places;
  }

  @Override
  public void close() {
    LocalDesktops all = provider();
    all.list().forEach(each -> all.stop(each.id()));
    LocalPlaces.delete(places.runtime());
  }
}
