package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import manyhands.event.DataFolder;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.event.SqliteEventLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signals, with processes of their own.
final class InterruptionTest {
  @TempDir private Path folder;

  @BeforeEach
  void listNoPackages() throws IOException {
    Files.createDirectories(folder.resolve("image"));
    Files.writeString(folder.resolve("image/packages.txt"), "dpkg\n");
  }

  @Test
  void ctrlCStopsTheSessionAndExitsWith130() throws Exception {
    Process run = start("run", "Run 'sleep 600'.");
    String said = readUntil(run, "▶ t1");
    signal(run, "INT");
    said += rest(run);
    assertThat(run.waitFor()).isEqualTo(130);
    assertThat(said)
        .contains("Stopping", "Stopped: the desktops are gone")
        .doesNotContain("Exception");
    assertThat(lastFact())
        .isInstanceOfSatisfying(
            Event.SessionClosed.class, closed -> assertThat(closed.status()).isEqualTo("stopped"));
  }

  @Test
  void aServerThatIsToldToTerminateEndsCleanly() throws Exception {
    Process serve = start("serve", "--port", "0");
    assertThat(readUntil(serve, "listening"))
        .containsPattern("http://127\\.0\\.0\\.1:\\d+/\\?token=\\w{40,}");
    signal(serve, "TERM");
    assertThat(rest(serve)).isEmpty();
    assertThat(serve.waitFor()).isEqualTo(0);
    assertThat(folder.resolve("data/server.json")).doesNotExist();
  }

  private Process start(String... line) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                // A shell that starts tests in the background has it ignored, also for us.
                "env",
                "--default-signal=INT",
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SimulatedMain.class.getName(),
                folder.resolve("data").toString(),
                folder.toString()));
    command.addAll(List.of(line));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String readUntil(Process process, String words) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader lines = process.inputReader();
    while (said.indexOf(words) < 0) {
      String line = lines.readLine();
      assertThat(line).as("before \"%s\" came: %s", words, said).isNotNull();
      said.append(line).append('\n');
    }
    return said.toString();
  }

  private static String rest(Process process) throws IOException {
    return process.inputReader().readAllAsString();
  }

  private static void signal(Process process, String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private Event lastFact() {
    try (DataFolder data = DataFolder.open(folder.resolve("data"));
        SqliteEventLog log = SqliteEventLog.open(data, Clock.systemUTC())) {
      SessionId session = log.sessions().getFirst();
      return log.read(session, 0, 10_000).getLast().event();
    }
  }
}
