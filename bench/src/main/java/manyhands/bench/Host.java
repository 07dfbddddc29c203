package manyhands.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// What the numbers were measured on.
final class Host {

  private Host() {}

  static String describe() {
    return "%s · %s · %d cores · Linux %s · Java %s · load %s"
        .formatted(
            LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MINUTES),
            processor(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.version"),
            System.getProperty("java.version"),
            firstWord("/proc/loadavg"));
  }

  private static String processor() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown processor");
    } catch (IOException e) {
      return "unknown processor";
    }
  }

  private static String firstWord(String file) {
    try {
      return Files.readString(Path.of(file)).split(" ", 2)[0];
    } catch (IOException e) {
      return "unknown";
    }
  }
}
