package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import manyhands.event.Budget;
import manyhands.event.DataFolder;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.event.SqliteEventLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The main job from the command line down to desktops in memory.
final class RunCommandTest {
  private static final String PROMPT =
      "Open a terminal and run 'uname -a > system.txt'. In the text editor write 'many hands make"
          + " light work' and save it as proverb.txt.";

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final FakeDesktops desktops = new FakeDesktops();

  @BeforeEach
  void listNoPackages() throws IOException {
    Files.createDirectories(folder.resolve("installation/image"));
    Files.writeString(folder.resolve("installation/image/packages.txt"), "dpkg # always there\n");
  }

  @Test
  void aJobEndsWithASummaryAndTheFiles() throws IOException {
    assertThat(execute("run", PROMPT)).isEqualTo(0);
    assertThat(text(out))
        .contains("✓ t1", "✓ t2", "Completed: 2 of 2 tasks completed in ")
        .containsPattern("manyhands-files/s-\\w+/system.txt +5 B")
        .doesNotContain("\u001b");
    assertThat(text(err)).isEmpty();
    try (var files = Files.walk(folder.resolve("manyhands-files"))) {
      Path proverb = files.filter(file -> file.endsWith("proverb.txt")).findFirst().orElseThrow();
      assertThat(proverb).hasContent("many hands make light work");
    }
    assertThat(desktops.machines.running).isEmpty();
  }

  @Test
  void jsonIsOneEventALineAndNothingElse() {
    assertThat(execute("run", PROMPT, "--json")).isEqualTo(0);
    List<JsonNode> events = text(out).lines().map(JsonMapper.shared()::readTree).toList();
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).path("seq").asInt()).isEqualTo(i + 1);
    }
    assertThat(events.getFirst().path("type").asString()).isEqualTo("session:created");
    assertThat(events.getLast().path("type").asString()).isEqualTo("session:complete");
  }

  @Test
  void aTaskThatFailsIsExitCodeOneAndSaysWhy() {
    assertThat(execute("run", "Run 'false'. Run 'true'.")).isEqualTo(1);
    assertThat(text(out)).contains("✗ t1", "exit status 1", "✓ t2", "Failed: 1 of 2 tasks");
  }

  @Test
  void aRunningServerIsGivenTheJob() {
    try (Wiring server = Wiring.open(settings(), folder.resolve("data"))) {
      server.start("127.0.0.1", 0, true);
      assertThat(execute("run", "Run 'true'.")).isEqualTo(0);
      assertThat(text(err)).contains("Handing the job to the server on port");
      assertThat(text(out)).contains("Completed: 1 of 1 task");
    }
  }

  private int execute(String... arguments) {
    return Main.commandLine(settings()).execute(arguments);
  }

  private Settings settings() {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false);
    return new Settings(
        Map.of("MANYHANDS_DATA", folder.resolve("data").toString()),
        folder,
        folder.resolve("installation"),
        terminal,
        desktops);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aSessionWhoseServerWasKilledIsLeftToTheNextOneThatServes() {
    SessionId waiting = new SessionId("s-waiting");
    try (DataFolder data = DataFolder.open(folder.resolve("data"));
        SqliteEventLog log = SqliteEventLog.open(data, Clock.systemUTC())) {
      var _ =
          log.append(
              waiting,
              new Event.SessionOpened(
                  PROMPT, 2, "scripted", "local", false, false, Budget.DEFAULT));
    }

    assertThat(execute("run", "Run 'true'.")).isEqualTo(0);

    assertThat(text(err) + text(out)).contains("1 session waits whose server was killed");
    try (DataFolder data = DataFolder.open(folder.resolve("data"));
        SqliteEventLog log = SqliteEventLog.open(data, Clock.systemUTC())) {
      assertThat(log.lastSeq(waiting)).isEqualTo(1);
    }
  }
}
