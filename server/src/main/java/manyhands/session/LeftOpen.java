package manyhands.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import manyhands.event.Entry;
import manyhands.event.Event.DesktopOpened;
import manyhands.event.EventLog;
import manyhands.event.SessionId;

/// A desktop without an agent that the server before this one had when it ended: when it was opened
/// and when somebody was last known to use it.
record LeftOpen(SessionId stream, DesktopOpened opened, Instant createdAt, Instant usedAt) {

  /// Its user gets so long to come back, however long ago it was used.
  private static final Duration GRACE = Duration.ofMinutes(1);

  static List<LeftOpen> in(EventLog log) {
    return log.unended("desktop:opened", "desktop:closed").stream()
        .flatMap(stream -> read(log, stream))
        .toList();
  }

  private static Stream<LeftOpen> read(EventLog log, SessionId stream) {
    Entry first = log.read(stream, 0, 1).getFirst();
    Entry last = log.read(stream, log.lastSeq(stream) - 1, 1).getFirst();
    return first.event() instanceof DesktopOpened opened
        ? Stream.of(new LeftOpen(stream, opened, first.at(), last.at()))
        : Stream.empty();
  }

  /// How long it counts as unused by now, so that some of the `idle` time is left. A clock that was
  /// set back or forth does no harm.
  Duration unused(Instant now, Duration idle) {
    Duration most = idle.minus(GRACE).isPositive() ? idle.minus(GRACE) : Duration.ZERO;
    Duration since = Duration.between(usedAt, now);
    return since.isNegative() ? Duration.ZERO : since.compareTo(most) > 0 ? most : since;
  }
}
