package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
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
import tools.jackson.databind.node.ObjectNode;

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
  void filesAreGivenToTheDesktops() throws IOException {
    Path file = Files.writeString(folder.resolve("cheese list.csv"), "brie,7");
    assertThat(execute("run", PROMPT, "--file", file.toString())).isEqualTo(0);
    assertThat(text(out)).contains("on every desktop: cheese list.csv 6 B");
    assertThat(execute("run", PROMPT, "--file", "/no/such/file")).isEqualTo(2);
    assertThat(text(err)).contains("there is no file /no/such/file that can be read");
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

  @Test
  void aSessionThatIsContinuedAtItsEndIsFollowedToItsLast() {
    try (Wiring server = Wiring.open(settings(), folder.resolve("data"))) {
      server.start("127.0.0.1", 0, true);
      try (ServerClient client = new ServerClient(server.address(), server.token())) {
        ObjectNode request = JsonMapper.shared().createObjectNode().put("prompt", "Run 'true'.");
        String session = client.open(request);
        List<String> types = new ArrayList<>();
        client.follow(
            session,
            fact -> {
              types.add(fact.path("type").asString());
              assertThat(fact.path("seq").asInt()).isEqualTo(types.size());
              if (types.getLast().equals("session:complete")
                  && !types.contains("session:continued")) {
                goOn(server, session);
              }
            });
        assertThat(types).endsWith("session:complete");
        assertThat(types.stream().filter("session:complete"::equals)).hasSize(2);
        assertThat(types.stream().filter("task:completed"::equals)).hasSize(2);

        // Who comes later hears all of it, too, past the first end.
        List<String> again = new ArrayList<>();
        client.follow(session, fact -> again.add(fact.path("type").asString()));
        assertThat(again).isEqualTo(types);
      }
    }
  }

  private static void goOn(Wiring server, String session) {
    HttpRequest request =
        HttpRequest.newBuilder(server.address().uri("/api/sessions/" + session + "/continue"))
            .header("Authorization", "Bearer " + server.token())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"prompt\": \"Run 'true'.\"}"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
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
