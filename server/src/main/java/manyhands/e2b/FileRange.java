package manyhands.e2b;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A piece of a file, from the first byte to the last, both within.
record FileRange(long first, long last) {
  static final FileRange WHOLE = new FileRange(0, Long.MAX_VALUE);

  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,15})-(\\d{0,15})");

  /// The one piece that is asked for; empty for none, and for one that does not exist: the whole
  /// file is a right answer to everything.
  static Optional<FileRange> of(@Nullable String header, long size) {
    Matcher range = ONE.matcher(header == null ? "" : header);
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return Optional.empty();
    }
    long first;
    long last = size - 1;
    if (range.group(1).isEmpty()) {
      first = Math.max(0, size - Long.parseLong(range.group(2)));
    } else {
      first = Long.parseLong(range.group(1));
      last = range.group(2).isEmpty() ? last : Math.min(last, Long.parseLong(range.group(2)));
    }
    return first > last ? Optional.empty() : Optional.of(new FileRange(first, last));
  }

  String header(long size) {
    return "bytes " + first + "-" + last + "/" + size;
  }
}
