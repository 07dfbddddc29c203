package manyhands.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One run of apt-get with its progress shown: a moving bar on a terminal, a line now and then
/// elsewhere. Everything that it prints goes to the log.
final class AptRun {
  private static final Duration PLAIN_LINE_EVERY = Duration.ofSeconds(15);
  private static final int BAR = 30;

  private final Terminal terminal;
  private final List<String> asRoot;
  private final Path log;
  private long lastLine = System.nanoTime();

  AptRun(Terminal terminal, List<String> asRoot, Path log) {
    this.terminal = terminal;
    this.asRoot = asRoot;
    this.log = log;
  }

  /// Runs a shell line whose file descriptor 3 tells its progress; false when it failed.
  boolean run(String line, String words) throws IOException {
    List<String> command = new ArrayList<>(asRoot);
    command.addAll(List.of("sh", "-c", line + " 3>&1 >>\"$0\" 2>&1 </dev/null", log.toString()));
    Process apt =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    terminal.progress(words + " ...");
    try (BufferedReader status = apt.inputReader()) {
      for (String each = status.readLine(); each != null; each = status.readLine()) {
        show(each, words);
      }
      return apt.waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      terminal.endProgress();
    }
  }

  /// A line is `dlstatus:N:PERCENT:WORDS` while files are fetched and
  /// `pmstatus:PACKAGE:PERCENT:WORDS` while they are installed.
  private void show(String status, String words) {
    String[] parts = status.split(":", 4);
    if (parts.length < 4) {
      return;
    }
    double percent;
    try {
      percent = Double.parseDouble(parts[2]);
    } catch (NumberFormatException e) {
      return;
    }
    double whole = parts[0].equals("dlstatus") ? percent / 2 : 50 + percent / 2;
    String what = Clean.line(parts[3], 60);
    int full = (int) Math.round(whole * BAR / 100);
    terminal.progress(
        "%s [%s%s] %3.0f %%  %s"
            .formatted(words, "#".repeat(full), ".".repeat(BAR - full), whole, what));
    if (!terminal.moves() && System.nanoTime() - lastLine > PLAIN_LINE_EVERY.toNanos()) {
      lastLine = System.nanoTime();
      terminal.say("%s: %.0f %%, %s".formatted(words, whole, what));
    }
  }
}
