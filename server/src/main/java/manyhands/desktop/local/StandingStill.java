package manyhands.desktop.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import manyhands.desktop.Command;
import manyhands.desktop.CommandResult;
import manyhands.desktop.DesktopException;
import manyhands.desktop.DesktopException.Code;

/// Stops every program inside a machine but its screen, and lets those go on that it has stopped.
/// Which they are lies in the machine's folder on the host, so that another server knows as well.
record StandingStill(Path folder, LocalMachine machine) {

  private static final Duration TIME = Duration.ofSeconds(20);

  /// Numbers of 512 processes.
  private static final int LONGEST_LIST = 16 << 10;

  /// Until a round finds nobody new who runs: programs start others until they are stopped, and one
  /// that waits in the kernel for its child to begin does not look stopped until it is resumed. The
  /// screen, the first process and those who do this stay.
  private static final String STOP =
      """
      done=
      for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        found=
        for process in /proc/[0-9]*; do
          number=${process#/proc/}
          case $number in 1|$$|$PPID) continue ;; esac
          case $done in *" $number "*) continue ;; esac
          name= state=
          while read -r key value rest; do
            case $key in Name:) name=$value ;; State:) state=$value; break ;; esac
          done 2>/dev/null <"$process/status" || continue
          case $name:$state in Xvnc:*|Xtigervnc:*|*:[TtZX]) continue ;; esac
          kill -STOP "$number" 2>/dev/null && echo "$number" && found=yes
          done="$done $number "
        done
        [ "$found" ] || exit 0
      done
      exit 1
      """;

  private static final String GO = "while read -r number; do kill -CONT $number; done; exit 0";

  private Path stopped() {
    return folder.resolve("stopped");
  }

  /// Does nothing when it stands still already.
  void begin() {
    if (Files.exists(stopped())) {
      return;
    }
    CommandResult result = run(STOP, new byte[0]);
    keep(result.stdout());
    if (result.exitCode() != 0 || result.truncated()) {
      end();
      throw new DesktopException(
          Code.TIMEOUT, "the programs of the desktop start others faster than they can be stopped");
    }
  }

  /// Does nothing when it runs.
  void end() {
    if (Files.exists(stopped())) {
      var _ = run(GO, kept());
      forget();
    }
  }

  private CommandResult run(String script, byte[] stdin) {
    return machine.run(new Command(List.of("/bin/sh", "-c", script), stdin, TIME, LONGEST_LIST));
  }

  /// What comes from inside is hostile: only numbers go back there.
  private void keep(byte[] numbers) {
    String text = new String(numbers, StandardCharsets.US_ASCII).replaceAll("[^0-9\\n]", "");
    try {
      Files.writeString(stopped(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] kept() {
    try {
      return Files.readAllBytes(stopped());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void forget() {
    try {
      Files.deleteIfExists(stopped());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
