package manyhands.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import manyhands.Tree;
import manyhands.desktop.local.LocalDesktops;
import manyhands.desktop.local.LocalPlaces;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Sessions at real desktops whose real server is killed in every phase of their work, again and
/// again, and goes on each time.
final class KilledSessionsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final String PROMPT =
      "Open a terminal and run 'echo one >> count.txt; sleep 4' and run 'echo two >> count.txt'."
          + " In the text editor write 'many hands' and save it as proverb.txt.";

  private Path folder;
  private Path data;

  /// Servers that were killed while the session was at work.
  private int killedAtWork;

  @BeforeEach
  void makeFolder() throws IOException {
    folder =
        Files.setPosixFilePermissions(
            Files.createTempDirectory(Path.of("/tmp"), "mh"),
            PosixFilePermissions.fromString("rwx--x--x"));
    data = folder.resolve("data");
  }

  @AfterEach
  void leaveNothing() throws IOException {
    Place place =
        Place.of(
            new Settings(
                System.getenv(),
                folder,
                Tree.ROOT,
                Terminal.standard(Map.of()),
                new RealDesktops()),
            data);
    LocalDesktops desktops =
        new LocalDesktops(
            new LocalPlaces(Tree.ROOT.resolve("image"), place.runtime()),
            Thread.ofVirtual().factory());
    desktops.list().forEach(machine -> desktops.stop(machine.id()));
    desktops.close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void goesOnAfterEachKillAndDoesEverythingOnce() throws Exception {
    String session;
    try (ServerProcess server = ServerProcess.start(Tree.ROOT, data)) {
      session =
          server
              .post("/api/sessions", "{\"prompt\": \"" + PROMPT + "\", \"agents\": 2}")
              .path("id")
              .asString();
      server.kill();
      killedAtWork++;
    }
    // While desktops start, a model is asked, an action is on its way, a command runs, files are
    // collected: each counts its facts over all lives of the server.
    killAt(session, "agent:started", 1);
    killAt(session, "model:asked", 2);
    killAt(session, "agent:thinking", 3);
    killAt(session, "action:performed", 6);
    killAt(session, "agent:thinking", 12);
    killAt(session, "artifact:collected", 1);

    try (ServerProcess server = ServerProcess.start(Tree.ROOT, data)) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> ended(server.get("/api/sessions/" + session)));
      JsonNode view = server.get("/api/sessions/" + session);
      assertThat(view.path("status").asString()).as("%s", view).isEqualTo("completed");
      List<JsonNode> events = events(server, session);
      assertThat(events.stream().map(event -> event.path("seq").asLong()))
          .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
      assertThat(count(events, "plan:made")).isEqualTo(1);
      assertThat(count(events, "desktop:lost")).isZero();
      assertThat(count(events, "desktop:ready")).isEqualTo(2);
      assertThat(count(events, "task:completed")).isEqualTo(2);
      assertThat(count(events, "artifact:collected")).isEqualTo(2);
      // On a slow machine the work may be over before the last kills, also between a look and a
      // kill.
      assertThat(killedAtWork).isGreaterThanOrEqualTo(2);
      assertThat(count(events, "session:recovered"))
          .isBetween(killedAtWork - 1L, (long) killedAtWork);
      assertThat(file(server, session, "count.txt")).isEqualTo("one\ntwo\n");
      assertThat(file(server, session, "proverb.txt")).isEqualTo("many hands");
    }
  }

  /// Starts a server and kills it as soon as it has taken over and the log has so many facts of a
  /// kind.
  private void killAt(String session, String type, int times) throws Exception {
    try (ServerProcess server = ServerProcess.start(Tree.ROOT, data)) {
      Awaitility.await(times + " " + type)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> {
            List<JsonNode> events = events(server, session);
            boolean recovered = count(events, "session:recovered") == killedAtWork;
            return (recovered && count(events, type) >= times) || over(events);
          });
      boolean atWork = !over(events(server, session));
      server.kill();
      killedAtWork += atWork ? 1 : 0;
    }
  }

  private static boolean over(List<JsonNode> events) {
    return count(events, "session:complete") > 0;
  }

  private static boolean ended(JsonNode view) {
    return List.of("completed", "failed", "stopped").contains(view.path("status").asString());
  }

  private static List<JsonNode> events(ServerProcess server, String session) throws Exception {
    List<JsonNode> events = new ArrayList<>();
    server
        .get("/api/sessions/" + session + "/events?limit=10000")
        .path("items")
        .forEach(events::add);
    return events;
  }

  private static long count(List<JsonNode> events, String type) {
    return events.stream().filter(event -> event.path("type").asString().equals(type)).count();
  }

  private static String file(ServerProcess server, String session, String name) throws Exception {
    return server.send(server.request("/api/sessions/" + session + "/artifacts/" + name)).body();
  }
}
