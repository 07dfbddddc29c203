package manyhands.desktop;

import java.time.Instant;
import java.util.List;

/// One stretch of a desktop's recording, numbered from 1: made while one connection to its screen
/// lasted. `bytes` counts whole records only. `ended` says why nothing follows; empty while it goes
/// on, and when the server that made it was killed.
public record RecordedPart(
    String shelf,
    DesktopId desktop,
    int number,
    Instant from,
    Instant to,
    long bytes,
    String ended,
    List<Key> keys) {

  /// A moment at which the screen was written whole, `offset` bytes into the part: playing can
  /// begin there.
  public record Key(Instant at, long offset) {}
}
