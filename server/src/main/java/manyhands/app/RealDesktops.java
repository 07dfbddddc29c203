package manyhands.app;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import manyhands.desktop.DesktopOpener;
import manyhands.desktop.DesktopProvider;
import manyhands.desktop.rfb.RfbDesktops;

/// Desktops on this machine.
final class RealDesktops implements DesktopSource {
  /// Far longer than a panel takes to draw on a loaded machine.
  private static final Duration DRAWN_WITHIN = Duration.ofSeconds(20);

  @Override
  public DesktopProvider provider(Place place, ThreadFactory threads) {
    return new NoDesktops();
  }

  @Override
  public DesktopOpener opener(ThreadFactory threads) {
    return RfbDesktops.whenDrawn(DRAWN_WITHIN, threads);
  }

  @Override
  public List<String> limits(Place place, ThreadFactory threads) {
    return List.of("not known");
  }
}
