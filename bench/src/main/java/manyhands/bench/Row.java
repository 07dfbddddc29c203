package manyhands.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// One line of a result: what was measured, its figures and the limit that it is held against.
record Row(String what, String median, String p95, String n, String limit) {

  static final String HEADER = "| what | median | p95 | n | limit |\n|---|---|---|---|---|";

  /// A row of durations in nanoseconds, printed as milliseconds.
  static Row millis(String what, List<Long> nanos, String limit) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Row(
        what, format(rank(sorted, 50)), format(rank(sorted, 95)), "" + sorted.length, limit);
  }

  /// A row with one figure.
  static Row single(String what, String figure, String limit) {
    return new Row(what, figure, "", "1", limit);
  }

  /// Nearest rank, so every figure was really seen.
  private static double rank(long[] sorted, int percent) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int index = (int) Math.ceil(percent / 100.0 * sorted.length) - 1;
    return sorted[Math.max(0, index)] / 1e6;
  }

  private static String format(double millis) {
    String pattern = millis < 10 ? "%.2f ms" : "%.0f ms";
    return String.format(Locale.ROOT, pattern, millis);
  }

  @Override
  public String toString() {
    return "| " + String.join(" | ", Arrays.asList(what, median, p95, n, limit)) + " |";
  }
}
