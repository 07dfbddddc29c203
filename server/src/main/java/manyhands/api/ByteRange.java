package manyhands.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which bytes of how many are sent (RFC 9110, section 14): one range, or all when none or several
/// are asked for; none and status 416 when there are no such bytes.
record ByteRange(int status, long from, long count, long total) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  static ByteRange of(@Nullable String header, long total) {
    Matcher wanted = ONE.matcher(header == null ? "" : header.strip());
    if (!wanted.matches() || (wanted.group(1).isEmpty() && wanted.group(2).isEmpty())) {
      return new ByteRange(200, 0, total, total);
    }
    if (wanted.group(1).isEmpty()) {
      long count = Math.min(total, Long.parseLong(wanted.group(2)));
      return count == 0
          ? new ByteRange(416, 0, 0, total)
          : new ByteRange(206, total - count, count, total);
    }
    long from = Long.parseLong(wanted.group(1));
    long last = wanted.group(2).isEmpty() ? total - 1 : Long.parseLong(wanted.group(2));
    if (last < from && !wanted.group(2).isEmpty()) {
      return new ByteRange(200, 0, total, total);
    }
    return from >= total
        ? new ByteRange(416, 0, 0, total)
        : new ByteRange(206, from, Math.min(last, total - 1) - from + 1, total);
  }

  /// For `Content-Range`.
  String header() {
    return status == 416
        ? "bytes */" + total
        : "bytes %d-%d/%d".formatted(from, from + count - 1, total);
  }
}
