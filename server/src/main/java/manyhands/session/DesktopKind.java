package manyhands.session;

import java.util.stream.Collectors;
import manyhands.desktop.Desktop;
import manyhands.desktop.DesktopId;
import manyhands.desktop.DesktopPool;
import manyhands.desktop.DesktopProvider;
import manyhands.desktop.DesktopSpec;
import manyhands.session.SessionException.Code;

/// A kind of desktop: who boots it, the pool that all of its kind come from, and how each is to be
/// (the id of `like` is replaced).
public record DesktopKind(DesktopProvider provider, DesktopPool pool, DesktopSpec like) {

  public String name() {
    return provider.name();
  }

  Desktop acquire(DesktopId id) {
    return pool.acquire(like.named(id));
  }

  /// One without any network.
  Desktop acquireAlone(DesktopId id) {
    return pool.acquire(new DesktopSpec(id, like.size(), DesktopSpec.Network.NONE, like.limits()));
  }

  /// From now on some are kept ready, if the pool's limits say so and they work here.
  void keepReady() {
    if (provider.missing().isEmpty()) {
      pool.warm(like);
    }
  }

  /// Fails with `UNAVAILABLE`, saying what is missing and what mends it.
  void needed() {
    var missing = provider.missing();
    if (!missing.isEmpty()) {
      throw new SessionException(
          Code.UNAVAILABLE,
          "desktops of the kind %s do not work here: %s"
              .formatted(
                  name(),
                  missing.stream()
                      .map(part -> part.what() + " is missing (" + part.remedy() + ")")
                      .collect(Collectors.joining("; "))));
    }
  }
}
