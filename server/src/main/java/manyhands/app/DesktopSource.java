package manyhands.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import manyhands.desktop.DesktopOpener;
import manyhands.desktop.DesktopProvider;

/// Where desktops come from: who boots their machines and who connects to their screens. Tests work
/// at desktops of their own.
interface DesktopSource {
  /// The provider for one data folder: its desktops are found again by that folder's next server.
  DesktopProvider provider(Place place, ThreadFactory threads);

  /// Further kinds, for who chooses them by name.
  default List<DesktopProvider> others(Settings settings, Path dataFolder, ThreadFactory threads) {
    return List.of();
  }

  DesktopOpener opener(ThreadFactory threads);

  /// How a desktop's share of this machine is limited, in words.
  List<String> limits(Place place, ThreadFactory threads);
}
