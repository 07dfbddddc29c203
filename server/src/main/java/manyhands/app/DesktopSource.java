package manyhands.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import manyhands.desktop.DesktopOpener;
import manyhands.desktop.DesktopProvider;
import manyhands.desktop.rfb.RfbDesktops;

/// Where desktops come from: who boots their machines and who connects to their screens.
interface DesktopSource {
  /// Kept out of the constructor of everything so that tests can work at desktops of their own.
  DesktopProvider provider(Path installation, Path dataFolder, ThreadFactory threads);

  DesktopOpener opener(ThreadFactory threads);

  /// Local ones.
  final class Real implements DesktopSource {
    /// Far longer than a panel takes to draw on a loaded machine.
    private static final Duration DRAWN_WITHIN = Duration.ofSeconds(20);

    @Override
    public DesktopProvider provider(Path installation, Path dataFolder, ThreadFactory threads) {
      return new NoDesktops();
    }

    @Override
    public DesktopOpener opener(ThreadFactory threads) {
      return RfbDesktops.whenDrawn(DRAWN_WITHIN, threads);
    }
  }
}
