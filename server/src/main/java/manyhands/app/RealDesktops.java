package manyhands.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import manyhands.desktop.DesktopOpener;
import manyhands.desktop.DesktopProvider;
import manyhands.desktop.local.LocalDesktops;
import manyhands.desktop.local.LocalPlaces;
import manyhands.desktop.rfb.RfbDesktops;

/// Desktops on this machine, and at E2B.
final class RealDesktops implements DesktopSource {
  /// Far longer than a panel takes to draw on a loaded machine.
  private static final Duration DRAWN_WITHIN = Duration.ofSeconds(20);

  @Override
  public DesktopProvider provider(Place place, ThreadFactory threads) {
    return desktops(place);
  }

  @Override
  public List<DesktopProvider> others(Settings settings, Path dataFolder, ThreadFactory threads) {
    return List.of(E2bSource.desktops(settings, dataFolder, threads));
  }

  @Override
  public DesktopOpener opener(ThreadFactory threads) {
    return RfbDesktops.whenDrawn(DRAWN_WITHIN, threads);
  }

  @Override
  public List<String> limits(Place place, ThreadFactory threads) {
    return desktops(place).limits();
  }

  private static LocalDesktops desktops(Place place) {
    LocalPlaces places = new LocalPlaces(place.installation().resolve("image"), place.runtime());
    return new LocalDesktops(places, Readers.threads());
  }
}
