package manyhands.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Kills a server in the middle of its appends, several times on one folder: nothing that was
/// acknowledged is lost, and nothing has a gap.
@Timeout(120)
class KilledServerTest {

  private static final int KILLS = 3;
  private static final int LINES_BEFORE_EACH = 300;

  @TempDir Path folder;

  @Test
  void losesNothingAcknowledgedWhenKilled() throws Exception {
    Map<SessionId, Long> acknowledged = new HashMap<>();
    for (int i = 0; i < KILLS; i++) {
      killInTheMiddle(acknowledged);
      check(acknowledged);
    }
    assertThat(acknowledged).hasSize(2);
  }

  private void killInTheMiddle(Map<SessionId, Long> acknowledged) throws Exception {
    Process server = start();
    try (BufferedReader lines = server.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < LINES_BEFORE_EACH; i++) {
        String line = lines.readLine();
        assertThat(line).as("line %s of the child", i).isNotNull();
        note(line, acknowledged);
      }
      assertThatThrownBy(() -> DataFolder.open(folder))
          .isInstanceOfSatisfying(
              LogException.class, e -> assertThat(e.code()).isEqualTo(LogException.Code.LOCKED))
          .hasMessageContaining("process " + server.pid());
      // Through its handle, because the process would close its streams: what it said until now
      // counts.
      assertThat(server.toHandle().destroyForcibly()).isTrue();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        note(line, acknowledged);
      }
    } finally {
      var _ = server.destroyForcibly().waitFor();
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            AppendForever.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// The last line may be cut off by the kill.
  private static void note(String line, Map<SessionId, Long> acknowledged) {
    if (line.matches("s[01] [0-9]+")) {
      String[] words = line.split(" ");
      acknowledged.merge(new SessionId(words[0]), Long.valueOf(words[1]), Math::max);
    }
  }

  private void check(Map<SessionId, Long> acknowledged) {
    try (DataFolder data = DataFolder.open(folder);
        SqliteEventLog log = SqliteEventLog.open(data, InstantSource.system())) {
      acknowledged.forEach((session, seq) -> {
        List<Entry> all = log.read(session, 0, Integer.MAX_VALUE);
        assertThat(all.size()).isGreaterThanOrEqualTo(seq.intValue());
        assertThat(all.stream().map(Entry::seq))
            .isEqualTo(LongStream.rangeClosed(1, all.size()).boxed().toList());
      });
    }
  }
}
