package manyhands.e2b;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import manyhands.envd.ConnectCode;

/// The time whose measurements somebody wants: the query's `start` and `end`, in seconds of Unix
/// time, each of which may be left out.
record Period(Instant start, Instant end) {

  /// Whoever asks up to now has asked before the measurement.
  private static final Duration SLACK = Duration.ofSeconds(5);

  static Period of(HttpServletRequest request) {
    return new Period(
        at(request, "start", Instant.EPOCH), at(request, "end", Instant.MAX.minus(SLACK)));
  }

  private static Instant at(HttpServletRequest request, String name, Instant absent) {
    String text = request.getParameter(name);
    if (text == null || text.isEmpty()) {
      return absent;
    }
    if (!text.matches("[0-9]{1,11}")) {
      throw new EnvdFault(ConnectCode.INVALID_ARGUMENT, "validation error: " + name);
    }
    return Instant.ofEpochSecond(Long.parseLong(text));
  }

  boolean has(Instant moment) {
    return !moment.isBefore(start) && !moment.isAfter(end.plus(SLACK));
  }
}
