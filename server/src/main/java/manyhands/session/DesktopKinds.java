package manyhands.session;

import java.util.List;
import manyhands.session.SessionException.Code;
import org.jspecify.annotations.Nullable;

/// The kinds of desktop of this installation; the first is the usual one.
public record DesktopKinds(List<DesktopKind> kinds) {

  public DesktopKinds {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("no kind of desktop");
    }
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

  private String names() {
    return String.join(", ", kinds.stream().map(DesktopKind::name).toList());
  }
}
