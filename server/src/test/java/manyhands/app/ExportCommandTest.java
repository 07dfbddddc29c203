package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import manyhands.event.Budget;
import manyhands.event.DataFolder;
import manyhands.event.Event;
import manyhands.event.SessionId;
import manyhands.event.SqliteEventLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aFolderThatNoServerHoldsIsReadDirectly() throws Exception {
    session();
    assertThat(execute("export", "s-cheddar")).isZero();
    Path zip = folder.resolve("s-cheddar.zip");
    assertThat(out.toString(StandardCharsets.UTF_8).strip()).isEqualTo(zip.toString());
    assertThat(names(zip)).containsExactly("events.jsonl", "summary.html");
    assertThat(Files.exists(folder.resolve("s-cheddar.zip.unfinished"))).isFalse();
  }

  @Test
  void theServerThatHoldsTheFolderIsAsked() throws Exception {
    session();
    try (Wiring wiring = Wiring.open(settings(), folder.resolve("data"))) {
      wiring.start("127.0.0.1", 0, true);
      assertThat(execute("export", "s-cheddar", "--to", "taken.zip")).isZero();
      assertThat(execute("export", "s-none")).isEqualTo(2);
    }
    assertThat(names(folder.resolve("taken.zip"))).contains("events.jsonl", "summary.html");
    assertThat(err.toString(StandardCharsets.UTF_8)).containsIgnoringCase("no session s-none");
    assertThat(folder.resolve("s-none.zip")).doesNotExist();
  }

  @Test
  void nothingIsReplacedAndNothingIsMade() throws Exception {
    session();
    Files.writeString(folder.resolve("s-cheddar.zip"), "mine");
    assertThat(execute("export", "s-cheddar")).isEqualTo(2);
    assertThat(folder.resolve("s-cheddar.zip")).hasContent("mine");
    assertThat(execute("export", "s-brie")).isEqualTo(2);
    assertThat(folder.resolve("s-brie.zip")).doesNotExist();
    assertThat(execute("export", "../x")).isEqualTo(2);
    assertThat(execute("export", "s-cheddar", "--data", folder.resolve("no").toString()))
        .isEqualTo(2);
    assertThat(folder.resolve("no")).doesNotExist();
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("is there already"),
            line -> assertThat(line).contains("there is no session s-brie"),
            line -> assertThat(line).contains("is not the id of a session"),
            line -> assertThat(line).contains("there are no sessions in"));
  }

  private void session() {
    try (DataFolder data = DataFolder.open(folder.resolve("data"));
        SqliteEventLog log = SqliteEventLog.open(data, Clock.systemUTC())) {
      SessionId id = new SessionId("s-cheddar");
      var _ =
          log.append(
              id,
              List.of(
                  new Event.SessionOpened(
                      "Slice it", 1, "scripted", "local", false, false, Budget.DEFAULT),
                  new Event.SessionClosed("completed", "")));
    }
  }

  private static List<String> names(Path file) throws Exception {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream().map(ZipEntry::getName).toList();
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
        Path.of("..").toAbsolutePath().normalize(),
        terminal,
        new FakeDesktops());
  }
}
