package manyhands.session;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How long people are still waited for. The log has deadlines by the time of day, so that the next
/// server knows them; each is measured once, when it is made or first asked for, and from then on
/// by a clock that nobody sets: a time of day that jumps neither ends a wait nor lengthens it. No
/// wait is longer than people are waited for at all. Safe for use by many threads.
final class Deadlines {

  private final Outside outside;
  private final Duration longest;
  private final Map<Instant, Long> ends = new ConcurrentHashMap<>();

  Deadlines(Outside outside, Duration longest) {
    this.outside = outside;
    this.longest = longest;
  }

  /// Until when a person is waited for from now on.
  Instant begin() {
    Instant until = outside.clock().instant().truncatedTo(ChronoUnit.MILLIS).plus(longest);
    long now = outside.nanos().getAsLong();
    // Those that were over for so long are asked for no more.
    ends.values().removeIf(end -> end - now < -longest.toNanos());
    ends.put(until, now + longest.toNanos());
    return until;
  }

  /// Zero or less when it is over.
  Duration left(Instant until) {
    long now = outside.nanos().getAsLong();
    return Duration.ofNanos(ends.computeIfAbsent(until, _ -> now + measured(until)) - now);
  }

  boolean isOver(Instant until) {
    return !left(until).isPositive();
  }

  private long measured(Instant until) {
    if (until.equals(Instant.MAX)) {
      return Long.MAX_VALUE / 2;
    }
    Duration left = Duration.between(outside.clock().instant(), until);
    if (left.isNegative()) {
      return 0;
    }
    return left.compareTo(longest) < 0 ? left.toNanos() : longest.toNanos();
  }
}
