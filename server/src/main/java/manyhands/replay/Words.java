package manyhands.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers and times as people read them.
final class Words {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH);

  private static final String[] UNITS = {"KB", "MB", "GB"};

  private Words() {}

  static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? noun : noun + "s");
  }

  static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  static String moment(Instant at) {
    return MOMENT.format(at.atOffset(ZoneOffset.UTC));
  }

  /// How long something took: `8 s`, `3 min 5 s`, `2 h 10 min`.
  static String time(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) {
      return seconds < 10 && !time.isNegative()
          ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
          : seconds + " s";
    }
    return seconds < 3600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  /// How far into a session something was: `0:07`, `12:03`, `1:02:03`.
  static String offset(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds % 3600 / 60, seconds % 60);
  }

  static String bytes(long bytes) {
    if (bytes < 1000) {
      return count(bytes, "byte");
    }
    double number = bytes / 1000.0;
    int unit = 0;
    while (number >= 1000 && unit < UNITS.length - 1) {
      number /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, number < 10 ? "%.1f %s" : "%.0f %s", number, UNITS[unit]);
  }

  /// The beginning of a text on one line.
  static String brief(String text, int atMost) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= atMost
        ? line
        : line.substring(0, line.offsetByCodePoints(0, atMost - 1)) + "…";
  }
}
