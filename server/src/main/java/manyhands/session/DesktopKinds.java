package manyhands.session;

import java.util.List;
import java.util.Set;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopId;
import manyhands.desktop.Recordings;
import manyhands.session.SessionException.Code;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The kinds of desktop of this installation; the first is the usual one. What their screens show
/// goes to the recordings.
public record DesktopKinds(List<DesktopKind> kinds, Recordings recordings) {

  private static final Logger LOG = LoggerFactory.getLogger(DesktopKinds.class);

  public DesktopKinds {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("no kind of desktop");
    }
  }

  /// Kinds that are not recorded.
  public DesktopKinds(List<DesktopKind> kinds) {
    this(kinds, Recordings.NONE);
  }

  /// The kind of a name, or the usual one; it works here. Fails with `UNKNOWN_DESKTOP` or
  /// `UNAVAILABLE`.
  DesktopKind choose(@Nullable String name) {
    DesktopKind chosen =
        kinds.stream()
            .filter(kind -> name == null || kind.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new SessionException(
                    Code.UNKNOWN_DESKTOP,
                    "there is no kind of desktop called \"%s\"; there is: %s"
                        .formatted(Words.brief(String.valueOf(name)), names())));
    chosen.needed();
    return chosen;
  }

  /// Holds machines of a server before this one until they are adopted.
  void expect(Set<DesktopId> desktops) {
    for (DesktopKind kind : kinds) {
      try {
        var _ = kind.pool().expect(desktops);
      } catch (DesktopException e) {
        LOG.warn("desktops of kind {} cannot be found: {}", kind.name(), e.getMessage());
      }
    }
  }

  /// Removes the machines that a server before this one left and that nobody has expected, except
  /// these.
  void sweep(Set<DesktopId> except) {
    for (DesktopKind kind : kinds) {
      try {
        var swept = kind.pool().sweep(except);
        if (!swept.isEmpty()) {
          LOG.info("removed desktops of a server that ended: {}", swept);
        }
      } catch (DesktopException e) {
        LOG.warn("leftover desktops of kind {} stay: {}", kind.name(), e.getMessage());
      }
      kind.keepReady();
    }
  }

  private String names() {
    return String.join(", ", kinds.stream().map(DesktopKind::name).toList());
  }
}
